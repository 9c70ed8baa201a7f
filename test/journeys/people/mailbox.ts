import * as z from 'zod'
import type { Plenary } from '../../../infra/local/plenary.ts'

/** A mail as shown in the inbox. */
export interface ListedMail {
  readonly id: string
  /** Address of the envelope. */
  readonly recipient: string
  readonly subject: string
  /** The plain-text part. */
  readonly text: string
}

/** A mail with the bytes that reached the inbox. */
export interface Mail extends ListedMail {
  readonly raw: Buffer
}

const listSchema = z.array(
  z.object({
    id: z.string(),
    subject: z.string(),
    text: z.string(),
    envelope: z.object({ to: z.tuple([z.object({ address: z.string() })]) }),
  }),
)

// Nobody deletes a mail, so that each needs to be transferred only once.
const listedBefore = new Map<string, readonly ListedMail[]>()
const rawBefore = new Map<string, Buffer>()

/** The mails in the inbox, oldest first, once everything owed has been sent. */
export const listMails = async ({ drain, mailApi }: Pick<Plenary, 'drain' | 'mailApi'>): Promise<readonly ListedMail[]> => {
  await drain()
  const before = listedBefore.get(mailApi) ?? []
  const more = listSchema.parse(await (await fetch(`${mailApi}?skip=${before.length}`)).json())
  const listed = [...before, ...more.map(({ envelope, ...mail }) => ({ ...mail, recipient: envelope.to[0].address }))]
  listedBefore.set(mailApi, listed)
  return listed
}

const rawOf = async (url: string): Promise<Buffer> => {
  const raw = rawBefore.get(url) ?? Buffer.from(await (await fetch(url)).arrayBuffer())
  rawBefore.set(url, raw)
  return raw
}

/** The mails in the inbox with their bytes. */
export const readMails = async (plenary: Pick<Plenary, 'drain' | 'mailApi'>): Promise<readonly Mail[]> =>
  Promise.all((await listMails(plenary)).map(async (mail) => ({ ...mail, raw: await rawOf(`${plenary.mailApi}/${mail.id}/source`) })))

/** The newest mail to an address. */
export const newestMail = async (plenary: Pick<Plenary, 'drain' | 'mailApi'>, address: string): Promise<ListedMail> => {
  const mail = (await listMails(plenary)).findLast(({ recipient }) => recipient === address)
  if (mail === undefined) throw new Error(`no mail to ${address}`)
  return mail
}

/** The pages of this service that mails link to with a token. */
export type LinkedPage =
  | 'registrations'
  | 'address-changes'
  | 'feedback'
  | 'unsubscribe'
  | 'calendar/personal'
  | 'my-data/links'
  | 'speaking'

/** The URL of a page that a mail links to, such as `/registrations/…`. */
export const linkIn = (mail: ListedMail, page: LinkedPage): string => {
  const [link] = mail.text.match(new RegExp(`http://\\S+/${page}/\\S+`)) ?? []
  if (link === undefined) throw new Error(`the mail has no link to /${page}/`)
  return link
}

/** The token at the end of a link. */
export const tokenOf = (link: string): string => link.slice(link.lastIndexOf('/') + 1)
