import type { Instant } from '../basics/wall-time.ts'
import { messageTraits } from './message-traits.ts'
import type { OutboxMessage } from './outbox-message.ts'

/** What is sent first when more is owed than SES takes a second. */
export const lanes = ['now', 'changes', 'reminders', 'surveys'] as const
export type Lane = (typeof lanes)[number]

// Who learns of a change less than two days before cannot wait for those who have weeks.
const imminentMs = 48 * 3_600_000

/**
 * The lane of a message. News for one person, and changes of what begins soon, go first; then changes that many people are
 * told of; then reminders; then what can wait.
 */
export const laneOf = ({ kind, fanOut, createdAt, event }: Pick<OutboxMessage, 'kind' | 'fanOut' | 'createdAt' | 'event'>): Lane => {
  const { lane } = messageTraits[kind]
  if (lane !== 'now' || fanOut === undefined) return lane
  return Date.parse(event.startsAt) - Date.parse(createdAt) < imminentMs ? 'now' : 'changes'
}

// The stream brings news for one person to the sender at once. Where that did not happen, the lane does it after a while.
const streamLagMs = 2 * 60_000

const later = (now: Instant, ms: number): Instant => new Date(Date.parse(now) + ms).toISOString()

/** By when the stream has done its part about what was written at an instant; after that the clock does it. */
export const afterStream = (at: Instant): Instant => later(at, streamLagMs)

/** From when on the lane has a message that is new. */
export const laneDue = ({ fanOut, createdAt }: Pick<OutboxMessage, 'fanOut' | 'createdAt'>): Instant =>
  fanOut === undefined ? afterStream(createdAt) : createdAt

const minuteMs = 60_000

/** Until when whoever took a message for sending can still be at it: longer than the function that sends may run. */
export const claimEnd = (now: Instant): Instant => later(now, 3 * minuteMs)

/** Until when the event that tells the fate of a mail is waited for; SES sends it within seconds. */
export const unknownEnd = (now: Instant): Instant => later(now, 15 * minuteMs)

/** When sending is tried again after SES took no mail from us at all. */
export const parkedEnd = (now: Instant): Instant => later(now, 15 * minuteMs)
