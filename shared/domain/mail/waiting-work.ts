import * as z from 'zod'
import { network } from '../basics/network.ts'
import { daysLater, type Instant, instantNear, instantSchema, wallTimeAt } from '../basics/wall-time.ts'

/** What can wait for an organiser: requests to register, and replies. */
const waitingThings = ['requests', 'replies'] as const

/** What waits for the organisers of an event: counts, and when the first request lapses. */
export const waitingWorkSchema = z.object({
  slug: z.string(),
  title: z.string(),
  timeZone: z.string(),
  counts: z.array(z.object({ what: z.enum(waitingThings), count: z.int().min(1) })).min(1),
  lapsesAt: instantSchema.optional(),
})
export type WaitingWork = z.infer<typeof waitingWorkSchema>

/**
 * When organisers are told, by the clocks of the network: everything in the morning; later in the day only of requests that have come
 * since and would lapse too soon after the next morning. Within two hours it is tried again, in case the clock stood still. At every
 * other full hour, day and night, they are told of requests that would have lapsed by the next of these times.
 */
const toldAt = { hour: 8, later: [12, 16, 20], hours: 2, everyMinutes: 10, hourlyUntilMinute: 20 } as const

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** Requests of which organisers are told before the next morning. */
export interface Urgent {
  /** They came after this, and not after `until`. */
  readonly after: Instant
  readonly until: Instant
  /** They lapse before this: the next time it would be too late. */
  readonly lapseBefore: Instant
}

/** What organisers are told at a certain time: what waits for them, or only if some of it is urgent. */
export interface Telling {
  /** Names it, so that it is done once. */
  readonly mark: string
  readonly urgent?: Urgent
  /** In the morning: since when comments are new, and until when, so that each is told on one morning, however often that is tried. */
  readonly remarks?: { readonly after: Instant; readonly until: Instant }
}

/** An hour of the day, or of one before or after it. */
type At = (hour: number, days?: number) => Instant

const later = (instant: Instant, ms: number): Instant => new Date(Date.parse(instant) + ms).toISOString()

/** What is told at one of the day's times, or tried again soon after. */
const tellingOfDay = (day: string, hour: number, at: At): readonly Telling[] => {
  const hours = [toldAt.hour, ...toldAt.later]
  const index = hours.findIndex((from) => hour >= from && hour < from + toldAt.hours)
  const [before, from] = [hours[index - 1], hours[index]]
  if (from === undefined) return []
  if (before === undefined) return [{ mark: day, remarks: { after: at(from, -1), until: at(from) } }]
  // In the morning it would be less than a day before.
  return [{ mark: `${day}-${from}`, urgent: { after: at(before), until: at(from), lapseBefore: later(at(toldAt.hour), 2 * dayMs) } }]
}

/** What is told at a full hour between those times. */
const tellingOfHour = (day: string, hour: number, at: At): readonly Telling[] => {
  const hours: readonly number[] = [toldAt.hour, ...toldAt.later]
  if (hours.includes(hour)) return []
  const next = hours.find((each) => each > hour)
  const toldNext = next === undefined ? later(at(toldAt.hour), dayMs) : at(next)
  const lapseBefore = later(toldNext, toldAt.everyMinutes * 60_000)
  return [{ mark: `${day}-${hour}`, urgent: { after: later(at(hour), -hourMs), until: at(hour), lapseBefore } }]
}

/** What organisers are to be told at `now`. */
export const tellingsAt = (now: Instant): readonly Telling[] => {
  const wallTime = wallTimeAt(now, network.timeZone)
  const [day, hour, minute] = [wallTime.slice(0, 10), Number(wallTime.slice(11, 13)), Number(wallTime.slice(14, 16))]
  if (minute % toldAt.everyMinutes !== 0) return []
  const at: At = (of, days = 0) => instantNear(daysLater(`${day}T${String(of).padStart(2, '0')}:00`, days), network.timeZone)
  return [...tellingOfDay(day, hour, at), ...(minute <= toldAt.hourlyUntilMinute ? tellingOfHour(day, hour, at) : [])]
}

/** Whether a request is among the urgent ones. */
export const isUrgent = (
  { after, until, lapseBefore }: Urgent,
  { registeredAt, approveBy = '' }: { readonly registeredAt: Instant; readonly approveBy?: Instant | undefined },
): boolean => registeredAt > after && registeredAt <= until && approveBy < lapseBefore

/** Whether a request lapses before organisers are told again, or within a day of that: they hear of it a day before. */
export const lapsesSoon = ({ lapsesAt }: Pick<WaitingWork, 'lapsesAt'>, now: Instant): boolean =>
  lapsesAt !== undefined && Date.parse(lapsesAt) - Date.parse(now) < 2 * dayMs
