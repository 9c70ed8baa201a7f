import { type Attachment, type ParsedMail, simpleParser } from 'mailparser'
import * as z from 'zod'
import type { CalendarReply } from '../../domain/calendar/calendar-answer.ts'
import { type ProposedTime, type Written, written } from '../../domain/mail/letter.ts'
import { readCalendarMessage } from './calendar-message.ts'

/**
 * A mail received by the mailbox that organises invitations.
 * - `answer`: a calendar answers an invitation; `written` if words came with it
 * - `proposal`: a calendar proposes another time; `reply` if it declines as well, and `remarked` if somebody wrote a comment
 * - `tnef`: somebody wrote, in a format that only Outlook reads
 * - `letter`: somebody wrote; with the UID of an invitation if a calendar object names one
 * - `automatic`: written by a machine: out of office, delivery failure
 * - `harmful`: SES found a virus or classified it as spam
 * - `unreadable`: not a readable mail
 * `sender` is the address in From. `doubted`: SES did not find that the sender's domain vouches for the mail (DMARC).
 */
export type InboundMail = { readonly sender?: string; readonly doubted: boolean } & (
  | { readonly kind: 'answer'; readonly reply: CalendarReply; readonly written?: Written }
  | {
      readonly kind: 'proposal'
      readonly uid: string | undefined
      readonly proposed: ProposedTime | undefined
      readonly reply?: CalendarReply
      readonly remarked: boolean
      readonly written: Written
    }
  | { readonly kind: 'letter' | 'tnef'; readonly uid: string | undefined; readonly written: Written }
  | { readonly kind: 'automatic' | 'harmful' | 'unreadable' }
)

/** How much of a mail is read at most; answers are a few kB. */
export const mostBytes = 10 * 1024 * 1024

// An answer's calendar object is a few kB too, and no mail has more than two or three.
const mostCalendarBytes = 1024 * 1024
const mostCalendars = 5

// How much HTML is read: many times the 2,000 characters that are kept.
const mostHtml = 256 * 1024

const calendarTypes = new Set(['text/calendar', 'application/ics'])

const parse = async (raw: Buffer, skipHtmlToText = true): Promise<ParsedMail | undefined> => {
  try {
    return await simpleParser(raw, {
      // Only calendar objects, a few headers and the text matter; pictures and attached mails are ignored.
      skipHtmlToText,
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

const contentTypeSchema = z.object({ params: z.object({ charset: z.string().optional(), method: z.string().optional() }) })

const parametersOf = ({ headers }: Attachment) => contentTypeSchema.safeParse(headers.get('content-type')).data?.params ?? {}

// mailparser's type says that it is always a string; it is not for a part with an unreadable type.
const typeOf = ({ contentType }: Attachment): string => String(contentType).toLowerCase()

const isTnef = (part: Attachment): boolean => /^application\/(?:vnd\.)?ms-tnef$/.test(typeOf(part)) || part.filename === 'winmail.dat'

const calendarsIn = ({ attachments }: ParsedMail): readonly { readonly text: string; readonly method: string | undefined }[] =>
  attachments
    .filter((part) => calendarTypes.has(typeOf(part)) && part.size <= mostCalendarBytes)
    .slice(0, mostCalendars)
    .map((part) => {
      const { charset, method } = parametersOf(part)
      return { text: decoderOf(charset).decode(part.content), method }
    })

/** The first header of a name: SES's own are above any that the sender wrote. */
const headerOf = ({ headerLines }: ParsedMail, name: string): string =>
  headerLines
    .find(({ key }) => key === name)
    ?.line.slice(name.length + 1)
    .replaceAll(/\s+/g, ' ')
    .trim()
    .toLowerCase() ?? ''

const isHarmful = (mail: ParsedMail): boolean =>
  ['x-ses-virus-verdict', 'x-ses-spam-verdict'].some((name) => headerOf(mail, name) === 'fail')

/** A header's value without comments and quoted words, in which a sender can put anything. */
const bare = (value: string): string => value.replaceAll(/"(?:[^"\\]|\\.)*"|\([^()]*\)/g, ' ')

/**
 * Whether nothing proves who sent the mail: the receiving SES did not find that the one domain in From vouches for it (DMARC passes;
 * RFC 8601). No finding, or one for another domain, proves as little as a failure; further findings are whatever the sender wrote.
 */
const isDoubted = (mail: ParsedMail, sender: string | undefined): boolean => {
  const [authority = '', ...results] = bare(headerOf(mail, 'authentication-results')).split(';')
  const [result, ...others] = results.filter((each) => /^\s*dmarc\s*=/.test(each))
  const [, domain] = /^\s*dmarc=pass\s.*\bheader\.from=([\w.-]+)\s*$/.exec(result ?? '') ?? []
  const senders = mail.headerLines.filter(({ key }) => key === 'from').length === 1 ? (mail.from?.value ?? []) : []
  return !(
    authority.trim() === 'amazonses.com' &&
    others.length === 0 &&
    senders.length === 1 &&
    domain !== undefined &&
    sender?.toLowerCase().endsWith(`@${domain}`) === true
  )
}

/** Whether a machine wrote it (RFC 3834 §5; the other headers are older conventions still in use). */
const isAutomatic = (mail: ParsedMail): boolean =>
  !['', 'no'].includes(headerOf(mail, 'auto-submitted')) ||
  /^multipart\/report\b/.test(headerOf(mail, 'content-type')) ||
  /^(?:bulk|junk|auto_reply)\b/.test(headerOf(mail, 'precedence')) ||
  ['x-autoreply', 'x-autorespond', 'x-failed-recipients'].some((name) => headerOf(mail, name) !== '')

/** The text of a mail, or the parser's rendering of HTML alone; none if the parser gives up. */
const textOf = async ({ text = '', html }: ParsedMail): Promise<string> => {
  if (text.trim() !== '' || html === false || html === undefined) return text
  const alone = await parse(Buffer.from(`Content-Type: text/html; charset=utf-8\r\n\r\n${html.slice(0, mostHtml)}`), false)
  return alone?.text ?? ''
}

/** What somebody wrote: the comment in the calendar object, or the mail's text. */
const writtenIn = async (mail: ParsedMail, remark: string | undefined): Promise<Written> =>
  written({ name: mail.from?.value[0]?.name ?? '', subject: mail.subject ?? '', text: remark ?? (await textOf(mail)) })

const read = async (mail: ParsedMail, sender: string | undefined) => {
  if (isHarmful(mail)) return { kind: 'harmful' } as const
  const messages = calendarsIn(mail).flatMap(({ text, method }) => readCalendarMessage(text, sender, method) ?? [])
  // Rooms and other resources answer automatically; those are answers too.
  const telling = messages.find(({ kind }) => kind === 'answer') ?? messages.find(({ kind }) => kind === 'proposal')
  if (telling?.kind === 'answer') {
    const { kind, reply, remark } = telling
    // Text added by a room or an auto-responder was written by nobody.
    return remark === undefined || isAutomatic(mail)
      ? ({ kind, reply } as const)
      : ({ kind, reply, written: await writtenIn(mail, remark) } as const)
  }
  if (telling?.kind === 'proposal') {
    const { remark, ...proposal } = telling
    return { ...proposal, remarked: remark !== undefined, written: await writtenIn(mail, remark) } as const
  }
  if (isAutomatic(mail)) return { kind: 'automatic' } as const
  const [other] = messages
  const uid = other !== undefined && 'uid' in other ? other.uid : undefined
  const words = await writtenIn(mail, other?.remark)
  // SES puts its headers before whatever it receives.
  if (sender === undefined && words.subject === undefined && words.text === undefined) return { kind: 'unreadable' } as const
  const kind = words.text === undefined && mail.attachments.some(isTnef) ? 'tnef' : 'letter'
  return { kind, uid, written: words } as const
}

/** Reads the bytes of a mail. Never throws: what cannot be read is `unreadable`. */
export const readInboundMail = async (raw: Buffer): Promise<InboundMail> => {
  const mail = await parse(raw)
  if (mail === undefined || mail.headerLines.every(({ key }) => key === '')) return { kind: 'unreadable', doubted: true }
  const sender = mail.from?.value[0]?.address?.slice(0, 254) || undefined
  return { ...(await read(mail, sender)), doubted: isDoubted(mail, sender), ...(sender === undefined ? {} : { sender }) }
}
