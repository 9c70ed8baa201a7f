import type { Instant } from '../basics/wall-time.ts'

/**
 * Mails leave one after another at even distances, each in a moment of its own (a slot), so that in no second, wherever it
 * begins, SES gets more than its rate. Slots are a little further apart than the rate demands: that is the room for a mail
 * that leaves late. In a second less than a distance longer than `1 + lateness`, no more than `rate` slots can lie.
 */
const shareOfRate = 0.96
const distancePerRate = 1 / shareOfRate

/** Microseconds from one slot to the next, at a rate of mails a second. Whole numbers, which DynamoDB and JavaScript compare alike. */
export const slotDistance = (rate: number): number => Math.ceil((1_000_000 * distancePerRate) / rate)

/** Milliseconds after which a slot must not be used any more; the other half of the room is for the way to SES, longer for one mail than for another. */
export const longestLateness = 1000 * (distancePerRate - 1) * 0.5

// A reservation takes a while to come back; its first slot must still be ahead then.
const shortestLeadMs = 30
const longestLeadMs = 1000
const leadPerReservation = 1.5

/**
 * How far ahead of now slots are reserved next, in milliseconds, when the last reservation took so long to come back: further at
 * once, nearer little by little. Not by mails that missed their slots: one that reserves far ahead leaves slots before it that
 * nobody can use, and where a process stood still for a moment, many miss theirs together.
 */
export const nextLead = (lead: number, tookMs: number): number =>
  Math.min(longestLeadMs, Math.max(shortestLeadMs, tookMs * leadPerReservation, lead * 0.9))

/** The slots of a reservation that ends at `end`, in milliseconds of the epoch; `end` and `distance` are in microseconds. */
export const slotsBefore = (end: number, count: number, distance: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => (end - (count - index) * distance) / 1000)

// Somebody's clock was wrong if slots are given away for longer than this.
export const furthestSlotMs = 60_000

// One processor renders and sends some hundred and twenty a second.
const mailsPerWorker = 100

/** How many workers it takes to keep up with a rate, of so many that there may be. */
export const workersFor = (rate: number, most: number): number => Math.min(most, Math.max(1, Math.ceil(rate / mailsPerWorker)))

const secondsMs = 1000

/** When a mail that SES was too busy for is tried again: later each time, up to ten minutes (SES's own advice), and never all at once. */
export const retryAt = (now: Instant, attempts: number, random: number): Instant => {
  const longest = Math.min(600, 2 ** Math.min(attempts, 10)) * secondsMs
  return new Date(Date.parse(now) + Math.round(longest / 2 + (random * longest) / 2)).toISOString()
}
