import type { OutboxMessage } from '../domain/mail/outbox-message.ts'
import { loadTexts } from '../texts/texts.ts'
import { type CalendarObject, invitation } from './calendar/invitation.ts'
import { contentOf } from './content/content.ts'
import type { MailLinks } from './content/what-mails-say.ts'
import { htmlPart } from './look/html-part.ts'
import { textPart } from './look/text-part.ts'

/** A mail as people read it, in the language of its message. */
export interface Mail {
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly calendar?: CalendarObject
  /** The URL for one-click unsubscribing by POST (RFC 8058), for optional kinds. */
  readonly unsubscribe?: string
}

/** The mail for a message. The same message and links give the same mail. */
export const mailOf = async (message: OutboxMessage, links: MailLinks): Promise<Mail> => {
  await loadTexts(message.language)
  const content = contentOf(message, links)
  const calendar = invitation(message, links.event)
  return {
    subject: content.subject,
    text: textPart(content),
    html: await htmlPart(content),
    ...(calendar === undefined ? {} : { calendar }),
    ...(content.unsubscribe === undefined ? {} : { unsubscribe: content.unsubscribe.url }),
  }
}
