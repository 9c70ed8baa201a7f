import type { MessageKind } from './outbox-message.ts'

/** How mails of a kind are handled when sent. */
interface MessageTraits {
  /** The order when SES takes fewer mails per second than are owed: news people wait for, then reminders, then what can wait. */
  readonly lane: 'now' | 'reminders' | 'surveys'
  /**
   * What to do if nobody can tell whether SES took the mail. An invitation is sent `again`, byte for byte, which calendars treat as
   * the same (RFC 5546 §2.1.5), and so is news that must not be missed; the rest is left, since a duplicate is worse than none.
   */
  readonly unknown: 'again' | 'leave'
  /** Whether people can unsubscribe from it. Mails they asked for, and changes to those, are always sent. */
  readonly optional: boolean
  /** Whether anybody can cause it who knows the address: then a mailbox gets few of them a day. */
  readonly byStrangers?: true
}

const news: MessageTraits = { lane: 'now', unknown: 'again', optional: false }
const newsToStrangers: MessageTraits = { ...news, byStrangers: true }
const link: MessageTraits = { lane: 'now', unknown: 'leave', optional: false, byStrangers: true }

/** The traits of every kind of mail. */
export const messageTraits: Readonly<Record<MessageKind, MessageTraits>> = {
  confirmation: newsToStrangers,
  update: news,
  cancellation: news,
  waitlisted: newsToStrangers,
  'waitlist-left': news,
  offered: news,
  held: newsToStrangers,
  'offer-ended': news,
  pending: newsToStrangers,
  'request-ended': news,
  link,
  'address-change': link,
  'address-taken': link,
  'address-asked': news,
  'personal-link': link,
  'my-links': link,
  'event-shared': { lane: 'now', unknown: 'leave', optional: false },
  'event-handed-over': { lane: 'now', unknown: 'leave', optional: false },
  'not-published': { lane: 'now', unknown: 'again', optional: false },
  'proposal-opened': { lane: 'now', unknown: 'leave', optional: false },
  'proposal-reminder': { lane: 'reminders', unknown: 'leave', optional: false },
  'proposal-outcome': { lane: 'now', unknown: 'leave', optional: false },
  'speaker-invited': { lane: 'now', unknown: 'leave', optional: false },
  'speaker-reminder': { lane: 'reminders', unknown: 'leave', optional: false },
  'speaker-entry': news,
  'speaker-entry-ended': news,
  waiting: { lane: 'reminders', unknown: 'leave', optional: true },
  'my-data': link,
  'decline-question': { lane: 'now', unknown: 'leave', optional: false },
  survey: { lane: 'surveys', unknown: 'leave', optional: true },
  'survey-reminder': { lane: 'surveys', unknown: 'leave', optional: true },
  message: { lane: 'reminders', unknown: 'leave', optional: true },
  // Nobody asked for it, and it is just as useful an hour later.
  invited: { lane: 'surveys', unknown: 'leave', optional: true },
  reminder: { lane: 'reminders', unknown: 'leave', optional: true },
}
