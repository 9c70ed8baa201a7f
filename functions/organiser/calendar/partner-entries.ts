import { network } from '../../../shared/domain/basics/network.ts'
import { daysLater, type Instant, minutesLater, wallTimeAt } from '../../../shared/domain/basics/wall-time.ts'
import { type PartnerEvent, sameEventKey } from '../../../shared/domain/calendar/partner-calendar.ts'
import type { CalendarView } from '../../../shared/domain/calendar/planner-days.ts'
import type { PartnerCalendars } from '../../../shared/store/programme/partner-calendars.ts'
import type { PartnerEntry } from './calendar-view.ts'

/** A partner's event with the name of the partner. */
type Named = PartnerEvent & { readonly partner: string }

/** What is known of partners' calendars. */
export type KnownCalendars = Pick<PartnerCalendars, 'list' | 'events'>

/** The known events of all partners' calendars. */
export const allPartnerEvents = async (calendars: KnownCalendars): Promise<readonly Named[]> => {
  const [listed, events] = await Promise.all([calendars.list(), calendars.events()])
  return listed.flatMap(({ id, name }) => (events.get(id) ?? []).map((event) => ({ ...event, partner: name })))
}

const isDay = (at: string): boolean => at.length === 10

/** When an event is, as wall times in the network's zone; what ends at midnight does not go on to the next day. */
const wallTimes = ({ start, end }: PartnerEvent): { readonly start: string; readonly end: string } => {
  if (isDay(start)) return { start: `${start}T00:00`, end: `${end}T00:00` }
  const [from, to] = [wallTimeAt(start, network.timeZone), wallTimeAt(end, network.timeZone)]
  return { start: from, end: to > from ? minutesLater(to, -1) : from }
}

const dayAround = (day: string, days: number): string => daysLater(`${day}T00:00`, days).slice(0, 10)

/** Partners' events within a view, each once, although several partners may announce it, and without those that are also ours. */
export const partnersIn = (
  { first, last }: Pick<CalendarView, 'first' | 'last'>,
  events: readonly Named[],
  ours: readonly { readonly title: string; readonly startsAt: Instant }[],
): readonly PartnerEntry[] => {
  const shown = new Set(ours.map(({ title, startsAt }) => sameEventKey({ title, start: startsAt })))
  // Instants and days of other zones are compared as text first, as most events are in no view.
  const [from, to] = [dayAround(first, -1), dayAround(last, 2)]
  return events.flatMap((event) => {
    const key = sameEventKey(event)
    if (event.end < from || event.start > to || shown.has(key)) return []
    shown.add(key)
    const times = wallTimes(event)
    const isIn = times.start.slice(0, 10) <= last && first <= times.end.slice(0, 10)
    return isIn ? [{ ...times, title: event.title, partner: event.partner, allDay: isDay(event.start), href: event.url }] : []
  })
}
