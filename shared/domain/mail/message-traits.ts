import type { MessageKind } from './outbox-message.ts'

/** What a mail of a kind is like, wherever the way of sending it depends on that. */
interface MessageTraits {
  /** What goes first when SES takes fewer mails a second than are owed: news that people wait for, then reminders, then what can wait. */
  readonly lane: 'now' | 'reminders' | 'surveys'
  /**
   * What is done when nobody can tell whether SES took the mail: an invitation is sent `again`, byte for byte, which calendars
   * take for the same (RFC 5546 §2.1.5), and so is news that somebody must not miss; the rest is left, since twice is worse than never.
   */
  readonly unknown: 'again' | 'leave'
  /** Whether people can unsubscribe from it. What they asked for themselves, and what changes it, always comes. */
  readonly optional: boolean
}

const news: MessageTraits = { lane: 'now', unknown: 'again', optional: false }

/** Every kind of mail, and what it is like. */
export const messageTraits: Readonly<Record<MessageKind, MessageTraits>> = {
  confirmation: news,
  update: news,
  cancellation: news,
  waitlisted: news,
  'waitlist-left': news,
  offered: news,
  'offer-ended': news,
  pending: news,
  'request-ended': news,
  link: { lane: 'now', unknown: 'leave', optional: false },
  'personal-link': { lane: 'now', unknown: 'leave', optional: false },
  'my-links': { lane: 'now', unknown: 'leave', optional: false },
  'decline-question': { lane: 'now', unknown: 'leave', optional: false },
  survey: { lane: 'surveys', unknown: 'leave', optional: true },
  'survey-reminder': { lane: 'surveys', unknown: 'leave', optional: true },
  message: { lane: 'reminders', unknown: 'leave', optional: true },
  // Nobody asked for it, and the place it leads to is still there an hour later.
  invited: { lane: 'surveys', unknown: 'leave', optional: true },
  reminder: { lane: 'reminders', unknown: 'leave', optional: true },
}
