import { emailKey } from '../domain/basics/email-address.ts'
import type { OutboxMessage } from '../domain/mail/outbox-message.ts'
import { paths } from '../site/paths.ts'
import { calendarPageToken } from './calendar-tokens.ts'
import { feedbackToken, personHash, registrationToken, unsubscribeToken } from './registration-tokens.ts'
import type { SecretKey } from './secret-key.ts'

type Linking = Pick<OutboxMessage, 'registrationId' | 'round' | 'recipient' | 'event' | 'links'>

/** The absolute links in the mail for a message. */
export const mailLinks = (siteUrl: string, key: SecretKey, message: Linking) => {
  const { registrationId: id, round, recipient, event, links: several = [] } = message
  const person = personHash(key, emailKey(recipient.email))
  return {
    event: siteUrl + paths.event.to({ slug: event.slug }),
    organise: siteUrl + paths.manageEvent.to({ slug: event.slug }),
    registration: siteUrl + paths.registration.to({ token: registrationToken(key, { id, round }) }),
    cancel: siteUrl + paths.registrationCancel.to({ token: registrationToken(key, { id, round }) }),
    feedback: siteUrl + paths.feedback.to({ token: feedbackToken(key, { id, round }) }),
    registrations: several.map((each) => siteUrl + paths.registration.to({ token: registrationToken(key, each) })),
    calendar: siteUrl + paths.personalCalendar.to({ token: calendarPageToken(key, recipient.email) }),
    unsubscribe: siteUrl + paths.unsubscribe.to({ token: unsubscribeToken(key, person) }),
  }
}
