import type { Instant } from '../basics/wall-time.ts'
import { messageTraits } from './message-traits.ts'
import type { OutboxMessage } from './outbox-message.ts'

/**
 * The order of sending when more is owed than SES takes per second. What strangers ask for takes turns with all others (`turnOf`);
 * `crowds` is what goes beyond usual numbers.
 */
export const lanes = ['now', 'strangers', 'crowds', 'changes', 'reminders', 'surveys'] as const
export type Lane = (typeof lanes)[number]

// People who learn of a change less than two days ahead cannot wait behind those with weeks to spare.
const imminentMs = 48 * 3_600_000

/**
 * The lane of a message. News for one person, and changes to what begins soon, go first; then changes for many people; then reminders;
 * then what can wait. What strangers ask for has lanes of its own.
 */
export const laneOf = ({
  kind,
  fanOut,
  createdAt,
  event,
  turn,
}: Pick<OutboxMessage, 'kind' | 'fanOut' | 'createdAt' | 'event' | 'turn'>): Lane => {
  if (turn !== undefined) return turn === 0 ? 'strangers' : 'crowds'
  const { lane } = messageTraits[kind]
  if (lane !== 'now' || fanOut === undefined) return lane
  return Date.parse(event.startsAt) - Date.parse(createdAt) < imminentMs ? 'now' : 'changes'
}

// The stream brings news for one person to the sender immediately. If that fails, the lane takes over after a while.
const streamLagMs = 2 * 60_000

const later = (now: Instant, ms: number): Instant => new Date(Date.parse(now) + ms).toISOString()

/** By when the stream has handled what was written at an instant; after that the clock does. */
export const afterStream = (at: Instant): Instant => later(at, streamLagMs)

/** When a new message enters the lane: a stranger's immediately, because the stream leaves it there if others are being sent. */
export const laneDue = ({ fanOut, createdAt, turn }: Pick<OutboxMessage, 'fanOut' | 'createdAt' | 'turn'>): Instant =>
  fanOut === undefined && turn === undefined ? afterStream(createdAt) : createdAt

/** Whether a lane holds what strangers asked for. */
export const isForStrangers = (lane: Lane): boolean => lane === 'strangers' || lane === 'crowds'

/** Which lanes a sender looks into next, and from which end it takes what strangers asked for. */
export interface Turn {
  readonly order: readonly Lane[]
  readonly newest: boolean
}

const others = lanes.filter((lane) => !isForStrangers(lane))
const forStrangers = lanes.filter(isForStrangers)

/**
 * A sender's turns. Strangers come first in every second one, so that a mass mail does not keep them waiting, nor they the mass mail.
 * Beyond usual numbers they come after the other strangers. Of these mails, the newest and the oldest are taken alternately: after a
 * flood, nobody who comes later waits for all of it, and in a rush of honest people nobody waits more than twice as long as in a queue.
 */
export const turnOf = (turn: number): Turn => ({
  order: turn % 2 === 0 ? [...forStrangers, ...others] : [...others, ...forStrangers],
  newest: Math.floor(turn / 2) % 2 === 0,
})

const minuteMs = 60_000

/** How long a claimed message may still be being sent: longer than the sending function's timeout. */
export const claimEnd = (now: Instant): Instant => later(now, 3 * minuteMs)

/** How long to wait for the event that tells a mail's fate; SES sends it within seconds. */
export const unknownEnd = (now: Instant): Instant => later(now, 15 * minuteMs)

/** When to try again after SES took no mail from us at all. */
export const parkedEnd = (now: Instant): Instant => later(now, 15 * minuteMs)
