import type { Instant } from '../basics/wall-time.ts'
import { messageTraits } from './message-traits.ts'
import type { OutboxMessage } from './outbox-message.ts'

/** The order of sending when more is owed than SES takes per second. */
export const lanes = ['now', 'changes', 'reminders', 'surveys'] as const
export type Lane = (typeof lanes)[number]

// People who learn of a change less than two days ahead cannot wait behind those with weeks to spare.
const imminentMs = 48 * 3_600_000

/**
 * The lane of a message. News for one person, and changes to what begins soon, go first; then changes for many people;
 * then reminders; then what can wait.
 */
export const laneOf = ({ kind, fanOut, createdAt, event }: Pick<OutboxMessage, 'kind' | 'fanOut' | 'createdAt' | 'event'>): Lane => {
  const { lane } = messageTraits[kind]
  if (lane !== 'now' || fanOut === undefined) return lane
  return Date.parse(event.startsAt) - Date.parse(createdAt) < imminentMs ? 'now' : 'changes'
}

// The stream brings news for one person to the sender immediately. If that fails, the lane takes over after a while.
const streamLagMs = 2 * 60_000

const later = (now: Instant, ms: number): Instant => new Date(Date.parse(now) + ms).toISOString()

/** By when the stream has handled what was written at an instant; after that the clock does. */
export const afterStream = (at: Instant): Instant => later(at, streamLagMs)

/** When a new message enters the lane. */
export const laneDue = ({ fanOut, createdAt }: Pick<OutboxMessage, 'fanOut' | 'createdAt'>): Instant =>
  fanOut === undefined ? afterStream(createdAt) : createdAt

const minuteMs = 60_000

/** How long a claimed message may still be being sent: longer than the sending function's timeout. */
export const claimEnd = (now: Instant): Instant => later(now, 3 * minuteMs)

/** How long to wait for the event that tells a mail's fate; SES sends it within seconds. */
export const unknownEnd = (now: Instant): Instant => later(now, 15 * minuteMs)

/** When to try again after SES took no mail from us at all. */
export const parkedEnd = (now: Instant): Instant => later(now, 15 * minuteMs)
