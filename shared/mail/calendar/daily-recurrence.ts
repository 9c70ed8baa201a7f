import { comesTwice, daysLater, type Instant, instantNear, instantOf, minutesADay, minutesBetween } from '../../domain/basics/wall-time.ts'
import type { Hours } from '../../domain/event/daily-hours.ts'
import { type CalendarZone, calendarZone } from './time-zone.ts'

interface Span extends Hours {
  readonly startsAt: Instant
  readonly endsAt: Instant
}

/** The hours of several days as a rule (RFC 5545 §3.8.5.3) and the days that differ from it. */
export interface DailyRecurrence {
  /** The zone in which it is written; UTC without one. */
  readonly zone: CalendarZone | undefined
  readonly first: Span
  readonly interval: number
  readonly count: number
  /** When it would begin on days that have nothing. */
  readonly without: readonly Instant[]
  /** Days with other hours, and when they would begin by the rule. */
  readonly others: readonly { readonly at: Instant; readonly span: Span }[]
}

const common = (one: number, other: number): number => (other === 0 ? one : common(other, one % other))

const dayMs = minutesADay * 60_000
const lasting = ({ startsAt, endsAt }: Span): number => Date.parse(endsAt) - Date.parse(startsAt)

/** Daily rules are those that all calendar programs know; Outlook rejects a list of dates alone. */
export const dailyRecurrence = (days: readonly Hours[], timeZone: string): DailyRecurrence | undefined => {
  const spans = days.map(
    ({ start, end }): Span => ({ start, end, startsAt: instantNear(start, timeZone), endsAt: instantNear(end, timeZone) }),
  )
  const [first] = spans
  if (first === undefined || spans.length === 1) return undefined
  const offsetOf = ({ start }: Hours): number =>
    minutesBetween(`${first.start.slice(0, 10)}T00:00`, `${start.slice(0, 10)}T00:00`) / minutesADay
  const byOffset = new Map(spans.map((span) => [offsetOf(span), span]))
  const last = Math.max(...byOffset.keys())
  const interval = [...byOffset.keys()].reduce(common, 0)
  const offsets = Array.from({ length: last / interval + 1 }, (_, index) => index * interval)
  const wallTimes = offsets.map((offset) => daysLater(first.start, offset))
  const zones = spans.map((span) => calendarZone({ ...span, timeZone }))
  // Readers disagree on an hour that is skipped or comes twice, so that the rule must not pass through one.
  const plain = wallTimes.every((wallTime) => instantOf(wallTime, timeZone) !== undefined && !comesTwice(wallTime, timeZone))
  const zone = plain && zones.every((each) => each !== undefined) ? zones[0] : undefined
  const byRule = offsets.map((offset, index) => ({
    at:
      zone === undefined
        ? new Date(Date.parse(first.startsAt) + offset * dayMs).toISOString()
        : instantNear(wallTimes[index] ?? '', timeZone),
    span: byOffset.get(offset),
  }))
  const fits = (at: Instant, span: Span): boolean =>
    span.startsAt === at &&
    lasting(span) === lasting(first) &&
    minutesBetween(span.start, span.end) === minutesBetween(first.start, first.end)
  return {
    zone,
    first,
    interval,
    count: offsets.length,
    without: byRule.flatMap(({ at, span }) => (span === undefined ? [at] : [])),
    others: byRule.flatMap(({ at, span }) => (span === undefined || fits(at, span) ? [] : [{ at, span }])),
  }
}
