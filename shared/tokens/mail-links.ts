import { emailKey } from '../domain/basics/email-address.ts'
import { myDataUntil } from '../domain/mail/asked-mail.ts'
import type { OutboxMessage } from '../domain/mail/outbox-message.ts'
import { paths } from '../site/paths.ts'
import { addressChangeToken } from './address-change-token.ts'
import { calendarPageToken } from './calendar-tokens.ts'
import type { LinkKeys } from './link-keys.ts'
import { myDataToken } from './my-data-token.ts'
import { feedbackToken, personHash, registrationToken, unsubscribeToken } from './registration-tokens.ts'
import { speakerToken } from './speaker-token.ts'

type Linking = Pick<
  OutboxMessage,
  | 'registrationId'
  | 'round'
  | 'recipient'
  | 'event'
  | 'links'
  | 'kind'
  | 'createdAt'
  | 'waiting'
  | 'remarked'
  | 'proposal'
  | 'speaker'
  | 'until'
>

/** The absolute links in the mail for a message. */
export const mailLinks = (siteUrl: string, keys: LinkKeys, message: Linking) => {
  const {
    registrationId: id,
    round,
    recipient,
    event,
    links: several = [],
    waiting = [],
    remarked = [],
    proposal,
    speaker,
    until = '',
  } = message
  const [about] = several
  const person = personHash(keys, emailKey(recipient.email))
  return {
    event: siteUrl + paths.event.to({ slug: event.slug }),
    organise: siteUrl + paths.manageEvent.to({ slug: event.slug }),
    home: siteUrl + paths.home.pattern,
    desk: siteUrl + paths.organiser.pattern,
    waiting: waiting.map((each) => siteUrl + paths.manageEvent.to(each)),
    proposals: siteUrl + paths.proposals.pattern,
    remarked: remarked.map((each) => siteUrl + paths.proposal.to(each)),
    ...(proposal === undefined
      ? {}
      : {
          proposal: siteUrl + paths.proposal.to(proposal),
          changeProposal: siteUrl + paths.changeProposal.to(proposal),
          minutes: siteUrl + paths.minutes.to(proposal),
        }),
    ...(speaker === undefined ? {} : { speaking: siteUrl + paths.speaking.to({ token: speakerToken(keys, speaker) }) }),
    registration: siteUrl + paths.registration.to({ token: registrationToken(keys, { id, round }) }),
    cancel: siteUrl + paths.registrationCancel.to({ token: registrationToken(keys, { id, round }) }),
    feedback: siteUrl + paths.feedback.to({ token: feedbackToken(keys, { id, round }) }),
    registrations: several.map((each) => siteUrl + paths.registration.to({ token: registrationToken(keys, each) })),
    calendar:
      siteUrl + paths.personalCalendar.to({ token: calendarPageToken(keys, { email: recipient.email, madeAt: message.createdAt }) }),
    ...(message.kind === 'my-data'
      ? { myData: siteUrl + paths.myDataShown.to({ token: myDataToken(keys, recipient.email, myDataUntil(message.createdAt)) }) }
      : {}),
    ...(message.kind === 'address-change' && about !== undefined
      ? {
          addressChange: siteUrl + paths.addressChange.to({ token: addressChangeToken(keys, { ...about, email: recipient.email, until }) }),
        }
      : {}),
    unsubscribe: siteUrl + paths.unsubscribe.to({ token: unsubscribeToken(keys, person) }),
  }
}
