import * as z from 'zod'
import { line } from '../basics/text.ts'
import { daySchema, type Instant, instantSchema } from '../basics/wall-time.ts'

/** As many as staff can keep an eye on, and as a page can show without being slow. */
export const mostPartnerCalendars = 20

/** How often each is read, in minutes. */
export const readEveryMinutes = 60

/** How long a calendar may be empty before what was known of it goes: some are for an hour, by mistake. */
export const emptyForDays = 3

/** How long a partner's site may take, and how large a calendar may be. */
export const partnerPatience = { seconds: 10, megabytes: 1 } as const

/** What is kept of a calendar: from so many months ago to so many ahead, and so many events. */
export const partnerHorizon = { monthsBack: 2, monthsAhead: 18, events: 500 } as const
const daysAMonth = 30.5

/** Longer titles are cut, and longer links left out. */
export const longestPartnerText = { title: 200, url: 500 } as const

// Calendar apps hand such addresses out as webcal://, which is https.
const asHttps = (text: string): string => {
  const url = URL.parse(text.trim().replace(/^webcals?:/i, 'https:'))
  if (url !== null) url.hash = ''
  return url === null || url.protocol !== 'https:' ? text.trim() : url.href
}

/** Only the usual port: nobody looks around in other networks by way of us. */
const isUsual = (text: string): boolean => {
  const url = URL.parse(text)
  return url !== null && url.protocol === 'https:' && url.port === '' && url.username === '' && url.password === ''
}

/** The body of `POST /api/v1/partner-calendars`, and the form. */
export const partnerCalendarInputSchema = z.strictObject({
  name: line(100).describe('Whose calendar it is, as colleagues know them'),
  address: z
    .string()
    .check(z.overwrite(asHttps), z.minLength(1), z.maxLength(500), z.refine(isUsual, 'https-address'))
    .describe('Where the partner publishes it in iCalendar format; only https, on its usual port'),
})
export type PartnerCalendarInput = z.infer<typeof partnerCalendarInputSchema>

/**
 * What was wrong when a calendar was last read.
 * - `private-address`: it leads into a network that is not public
 * - `answered`: with a `status` other than success
 * - `empty`: it is a calendar without events
 * - `nothing-readable`: it has events, all of which cannot be read
 */
export const partnerTroubles = [
  'unknown-host',
  'private-address',
  'not-secure',
  'unreachable',
  'slow',
  'answered',
  'too-many-redirects',
  'too-large',
  'not-a-calendar',
  'nothing-readable',
  'empty',
] as const
export type PartnerTrouble = (typeof partnerTroubles)[number]

const troubleSchema = z.object({ code: z.enum(partnerTroubles), since: instantSchema, status: z.int().optional() })

/** A partner's calendar: where it is, and how reading it went. */
export const partnerCalendarSchema = z.object({
  /** Made from the address, so that no two have the same. */
  id: z.string().regex(/^[0-9a-f]{16}$/),
  name: z.string(),
  address: z.string(),
  addedAt: instantSchema,
  nextAt: instantSchema,
  /** When what is known was read; absent before the first time. */
  readAt: instantSchema.optional(),
  events: z.int(),
  trouble: troubleSchema.optional(),
})
export type PartnerCalendar = z.infer<typeof partnerCalendarSchema>

/** An event in a partner's calendar: instants, or first and last day of one over whole days. Titles and links are others' words. */
export const partnerEventSchema = z.object({
  title: z.string(),
  start: z.union([instantSchema, daySchema]),
  end: z.union([instantSchema, daySchema]),
  url: z.string().optional(),
})
export type PartnerEvent = z.infer<typeof partnerEventSchema>

const dayMs = 86_400_000

/** The days, first and last, within which events are kept. */
export const horizonAt = (now: Instant): readonly [string, string] => {
  const day = (days: number): string => new Date(Date.parse(now) + days * dayMs).toISOString().slice(0, 10)
  return [day(-partnerHorizon.monthsBack * daysAMonth), day(partnerHorizon.monthsAhead * daysAMonth)]
}

/** What makes two entries the same event: some calendars give theirs a new UID at each reading. */
export const sameEventKey = ({ title, start }: Pick<PartnerEvent, 'title' | 'start'>): string => `${start} ${title.toLowerCase()}`

const byStart = (one: PartnerEvent, other: PartnerEvent): number => {
  const [key, otherKey] = [sameEventKey(one), sameEventKey(other)]
  return key < otherKey ? -1 : Number(key > otherKey)
}

/** Those to keep, by start: within the horizon, each once; if there are too many, what is to come goes first. */
export const eventsToKeep = (events: readonly PartnerEvent[], now: Instant): readonly PartnerEvent[] => {
  const [first, last] = horizonAt(now)
  const near = events.filter(({ start, end }) => start.slice(0, 10) <= last && end.slice(0, 10) >= first)
  const sorted = [...new Map(near.map((event) => [sameEventKey(event), event])).values()].toSorted(byStart)
  const past = sorted.filter(({ end }) => end < now)
  const toCome = sorted.filter(({ end }) => end >= now).slice(0, partnerHorizon.events)
  return [...past.slice(Math.max(past.length + toCome.length - partnerHorizon.events, 0)), ...toCome].toSorted(byStart)
}

/** What reading a calendar brought: its events, and how many entries it has in all; or what was wrong. */
export type PartnerReading =
  | { readonly events: readonly PartnerEvent[]; readonly entries: number }
  | { readonly trouble: PartnerTrouble; readonly status?: number }

/** What is known of a calendar after a reading; without `events`, those known stay. */
export interface AfterReading {
  readonly readAt?: Instant
  readonly trouble?: PartnerCalendar['trouble']
  readonly events?: readonly PartnerEvent[]
}

/**
 * What follows from a reading. What is known stays while the calendar cannot be read, and for some days if it is empty: a year of
 * events is not gone because of a bad hour.
 */
export const afterReading = (calendar: PartnerCalendar, reading: PartnerReading, now: Instant): AfterReading => {
  const before = calendar.trouble
  if ('trouble' in reading) {
    const { trouble: code, ...more } = reading
    // Failing is one trouble, though its kind may change from one reading to the next.
    return { trouble: { code, since: before === undefined || before.code === 'empty' ? now : before.since, ...more } }
  }
  if (reading.entries > 0) return { readAt: now, events: eventsToKeep(reading.events, now) }
  const since = before?.code === 'empty' ? before.since : now
  const trouble = { code: 'empty', since } as const
  const isOver = Date.parse(now) - Date.parse(since) >= emptyForDays * dayMs
  return calendar.events === 0 || isOver ? { readAt: now, trouble, events: [] } : { trouble }
}
