import { type Attachment, type ParsedMail, simpleParser } from 'mailparser'
import * as z from 'zod'
import { type CalendarMessage, readCalendarMessage } from './calendar-reply.ts'

/**
 * A mail that came to the mailbox that organises invitations.
 * - `answer`, `proposal`: a calendar answers an invitation, or proposes another time
 * - `automatic`: nobody wrote it: out of office, not delivered
 * - `letter`: somebody wrote; with the UID of an invitation where a calendar object names one
 * - `harmful`: SES found a virus or took it for spam
 * - `unreadable`: it is no mail that can be read
 * `sender` is the address in From. `doubted`: the sender's domain says that it is not from there (DMARC), as SES found.
 */
export type InboundMail = { readonly sender?: string; readonly doubted: boolean } & (
  | Extract<CalendarMessage, { kind: 'answer' }>
  | { readonly kind: 'proposal' | 'letter'; readonly uid: string | undefined }
  | { readonly kind: 'automatic' | 'harmful' | 'unreadable' }
)

/** What is read of a mail at most; answers are a few kB. */
export const mostBytes = 10 * 1024 * 1024

// The calendar object of an answer is a few kB too, and more than two or three no mail has.
const mostCalendarBytes = 1024 * 1024
const mostCalendars = 5

const calendarTypes = new Set(['text/calendar', 'application/ics'])

const parse = async (raw: Buffer): Promise<ParsedMail | undefined> => {
  try {
    return await simpleParser(raw, {
      // Only calendar objects and a few headers count; nothing is made of texts, pictures and mails within the mail.
      skipHtmlToText: true,
      skipTextToHtml: true,
      skipTextLinks: true,
      keepCidLinks: true,
      keepDeliveryStatus: true,
      ignoreEmbedded: true,
      checksumAlgo: false,
    })
  } catch {
    return undefined
  }
}

const decoderOf = (charset: string | undefined): TextDecoder => {
  try {
    return new TextDecoder(charset ?? 'utf-8')
  } catch {
    return new TextDecoder('utf-8')
  }
}

const contentTypeSchema = z.object({ params: z.object({ charset: z.string().optional() }) })

const charsetOf = ({ headers }: Attachment): string | undefined =>
  contentTypeSchema.safeParse(headers.get('content-type')).data?.params.charset

// mailparser says that it is always a text; of a part whose type cannot be read it is none.
const typeOf = ({ contentType }: Attachment): string => String(contentType).toLowerCase()

const calendarsIn = ({ attachments }: ParsedMail): readonly string[] =>
  attachments
    .filter((part) => calendarTypes.has(typeOf(part)) && part.size <= mostCalendarBytes)
    .slice(0, mostCalendars)
    .map((part) => decoderOf(charsetOf(part)).decode(part.content))

/** The first header of a name: those that SES puts before the mail stand above any that the sender wrote. */
const headerOf = ({ headerLines }: ParsedMail, name: string): string =>
  headerLines
    .find(({ key }) => key === name)
    ?.line.slice(name.length + 1)
    .replaceAll(/\s+/g, ' ')
    .trim()
    .toLowerCase() ?? ''

const isHarmful = (mail: ParsedMail): boolean =>
  ['x-ses-virus-verdict', 'x-ses-spam-verdict'].some((name) => headerOf(mail, name) === 'fail')

/** Whether the sender's domain disowns the mail, as the receiving SES wrote it down (RFC 8601). */
const isDoubted = (mail: ParsedMail): boolean => /^amazonses\.com;.*\bdmarc=fail\b/.test(headerOf(mail, 'authentication-results'))

/** Whether a machine wrote it (RFC 3834 §5; the others are what mail servers had before, and still have). */
const isAutomatic = (mail: ParsedMail): boolean =>
  !['', 'no'].includes(headerOf(mail, 'auto-submitted')) ||
  /^multipart\/report\b/.test(headerOf(mail, 'content-type')) ||
  /^(?:bulk|junk|auto_reply)\b/.test(headerOf(mail, 'precedence')) ||
  ['x-autoreply', 'x-autorespond', 'x-failed-recipients'].some((name) => headerOf(mail, name) !== '')

const kindOf = (mail: ParsedMail, sender: string | undefined) => {
  if (isHarmful(mail)) return { kind: 'harmful' } as const
  const messages = calendarsIn(mail).flatMap((text) => readCalendarMessage(text, sender) ?? [])
  // Rooms and other resources answer by themselves; that is an answer too.
  const telling = messages.find(({ kind }) => kind === 'answer') ?? messages.find(({ kind }) => kind === 'proposal')
  if (telling?.kind === 'answer') return telling
  if (telling !== undefined) return { kind: 'proposal', uid: telling.uid } as const
  if (isAutomatic(mail)) return { kind: 'automatic' } as const
  const [other] = messages.flatMap((message) => ('uid' in message ? [message] : []))
  return { kind: 'letter', uid: other?.uid } as const
}

/** Reads the bytes of a mail. Any bytes at all give an answer: what cannot be read is `unreadable`. */
export const readInboundMail = async (raw: Buffer): Promise<InboundMail> => {
  const mail = await parse(raw)
  if (mail === undefined || mail.headerLines.every(({ key }) => key === '')) return { kind: 'unreadable', doubted: false }
  const sender = mail.from?.value[0]?.address?.slice(0, 254)
  return { ...kindOf(mail, sender), doubted: isDoubted(mail), ...(sender === undefined || sender === '' ? {} : { sender }) }
}
