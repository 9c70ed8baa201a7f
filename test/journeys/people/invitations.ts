import ICAL from 'ical.js'
import { simpleParser } from 'mailparser'
import * as z from 'zod'
import type { Plenary } from '../../../infra/local/plenary.ts'
import { googleReply } from '../../make/reply-mail.ts'
import { readMails } from './mailbox.ts'
import type { Person } from './people.ts'

type Running = Pick<Plenary, 'drain' | 'mailApi' | 'siteUrl'>

/** The UID of the invitation in somebody's mails. */
export const uidOf = async (plenary: Running, person: Person | undefined): Promise<string> => {
  for (const { raw, recipient } of await readMails(plenary))
    for (const { contentType, content } of recipient === person?.email ? (await simpleParser(raw)).attachments : [])
      if (contentType === 'text/calendar') {
        const event = ICAL.Component.fromString(content.toString()).getFirstSubcomponent('vevent')
        return z.string().parse(event?.getFirstPropertyValue('uid'))
      }
  throw new Error('there is no invitation')
}

/** Passes a mail to the service as SES would. */
export const receiveMail = ({ siteUrl }: Pick<Plenary, 'siteUrl'>, raw: Buffer, query = ''): Promise<Response> =>
  fetch(`${siteUrl}/local/inbound${query}`, { method: 'POST', body: new Uint8Array(raw) })

/** Answers somebody's invitation as Google Calendar does. */
export const answerInvitation = async (plenary: Running, person: Person | undefined, partstat: string): Promise<void> => {
  const reply = { uid: await uidOf(plenary, person), partstat, attendee: person?.email ?? '' }
  const { status } = await receiveMail(plenary, googleReply(reply))
  if (status !== 202) throw new Error(`the answer was not received: ${status}`)
}
