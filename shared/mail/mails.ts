import type { OutboxMessage } from '../domain/outbox-message.ts'
import { type CalendarObject, invitation } from './calendar.ts'
import { contentOf, type MailLinks } from './content.ts'
import { htmlPart } from './html-part.ts'
import { textPart } from './text-part.ts'

/** A mail as people read it, in the language of its message. */
export interface Mail {
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly calendar?: CalendarObject
}

/** The mail for a message. The same message and links give the same mail. */
export const mailOf = async (message: OutboxMessage, links: MailLinks): Promise<Mail> => {
  const content = contentOf(message, links)
  const calendar = invitation(message, links.event)
  const mail = { subject: content.subject, text: textPart(content), html: await htmlPart(content) }
  return calendar === undefined ? mail : { ...mail, calendar }
}
