import type { Instant } from '../basics/wall-time.ts'

/**
 * Mails leave evenly spaced, each in its own slot, so that SES never gets more than its rate in any one-second window.
 * Slots are slightly further apart than the rate requires, which leaves room for mails that are late: the mails that leave
 * within one second come from slots within `1 + lateness` seconds, and there are at most `rate` of those.
 */
const shareOfRate = 0.96
const distancePerRate = 1 / shareOfRate

/** Microseconds between slots, at a rate in mails per second. Whole numbers, which DynamoDB and JavaScript compare alike. */
export const slotDistance = (rate: number): number => Math.ceil((1_000_000 * distancePerRate) / rate)

/** Milliseconds after which a slot must not be used; the other half of the slack covers the varying time to reach SES. */
export const longestLateness = 1000 * (distancePerRate - 1) * 0.5

// A reservation takes a while to return; its first slot must still lie ahead then.
const shortestLeadMs = 30
const longestLeadMs = 1000
const leadPerReservation = 1.5

/**
 * How far ahead to reserve next, in milliseconds, given how long the last reservation took: it grows immediately and shrinks
 * gradually. Missed slots do not count: reserving far ahead leaves earlier slots that nobody can use, and a process that
 * pauses briefly misses many together.
 */
export const nextLead = (lead: number, tookMs: number): number =>
  Math.min(longestLeadMs, Math.max(shortestLeadMs, tookMs * leadPerReservation, lead * 0.9))

/** The slots of a reservation ending at `end`, in epoch milliseconds; `end` and `distance` are in microseconds. */
export const slotsBefore = (end: number, count: number, distance: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => (end - (count - index) * distance) / 1000)

// Short enough for whoever comes next, long enough for a few who come together.
const soonMs = 200

/** Whether so many more mails leave soon, given how far ahead the next free slot is: what strangers ask for leaves immediately only then. */
export const leaveSoon = (count: number, aheadMs: number, rate: number): boolean =>
  aheadMs + ((count - 1) * slotDistance(rate)) / 1000 <= soonMs

/** How many of these mails to take at a time, so that no other mail waits longer for them. */
export const strangersAtATime = (rate: number, workers: number): number => Math.max(1, Math.floor((rate * soonMs) / 1000 / workers))

// Slots reserved further ahead than this mean that somebody's clock was wrong.
export const furthestSlotMs = 60_000

// One processor renders and sends about 120 a second.
const mailsPerWorker = 100

/** How many workers a rate requires, up to `most`. */
export const workersFor = (rate: number, most: number): number => Math.min(most, Math.max(1, Math.ceil(rate / mailsPerWorker)))

const secondsMs = 1000

/** When to retry a mail that SES throttled: later each time, up to ten minutes (as SES advises), with jitter. */
export const retryAt = (now: Instant, attempts: number, random: number): Instant => {
  const longest = Math.min(600, 2 ** Math.min(attempts, 10)) * secondsMs
  return new Date(Date.parse(now) + Math.round(longest / 2 + (random * longest) / 2)).toISOString()
}
