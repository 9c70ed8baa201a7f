import * as z from 'zod'
import type { Plenary } from '../../infra/local/runner.ts'

/** A mail as it reached the inbox. */
export interface Mail {
  /** Address of the envelope. */
  readonly recipient: string
  readonly subject: string
  /** The part in plain text. */
  readonly text: string
  readonly raw: Buffer
}

const listSchema = z.array(
  z.object({
    id: z.string(),
    subject: z.string(),
    text: z.string(),
    time: z.coerce.date(),
    envelope: z.object({ to: z.tuple([z.object({ address: z.string() })]) }),
  }),
)

/** The mails in the inbox, oldest first, once everything that was owed is sent. */
export const mailsIn = async ({ drain, mailApi }: Pick<Plenary, 'drain' | 'mailApi'>): Promise<readonly Mail[]> => {
  await drain()
  const listed = listSchema.parse(await (await fetch(mailApi)).json())
  return Promise.all(
    listed.map(async ({ id, subject, text, envelope }) => {
      const source = await fetch(`${mailApi}/${id}/source`)
      return { recipient: envelope.to[0].address, subject, text, raw: Buffer.from(await source.arrayBuffer()) }
    }),
  )
}

/** The address of a page of this service that a mail leads to: `/registrations/…` or `/feedback/…`. */
export const linkIn = (mail: Mail | undefined, page: 'registrations' | 'feedback'): string => {
  const [link] = mail?.text.match(new RegExp(`http://\\S+/${page}/\\S+`)) ?? []
  if (link === undefined) throw new Error(`the mail has no link to /${page}/`)
  return link
}

/** The token at the end of a link. */
export const tokenOf = (link: string): string => link.slice(link.lastIndexOf('/') + 1)
