import { DateTime } from 'luxon'
import {
  conference,
  contractModification,
  type DemoEvent,
  intellectualProperty,
  jointProcurementAndInnovation,
  marketDemand,
  marketEngagement,
  timeZone,
} from './events.ts'

export interface DemoProgramme {
  /** Agreed events, to be published. */
  readonly events: readonly DemoEvent[]
  /** Ideas that the steering group has not agreed to yet. */
  readonly ideas: readonly DemoEvent[]
}

// Enough time before the first event to register, and for anything that is planned weeks ahead of it.
const leadWeeks = 3

/** By how many whole weeks the programme is moved, so that weekdays and rhythm stay: none while the first event is still to come. */
const weeksToMove = (now: DateTime): number => {
  const first = DateTime.fromISO(marketEngagement.start, { zone: timeZone })
  if (now < first.startOf('day')) return 0
  return Math.ceil(now.plus({ weeks: leadWeeks }).diff(first, 'weeks').weeks)
}

const moved = (event: DemoEvent, weeks: number): DemoEvent => {
  const later = (wallTime: string): string => DateTime.fromISO(wallTime, { zone: timeZone }).plus({ weeks }).toFormat("yyyy-MM-dd'T'HH:mm")
  const span = <Span extends { start: string; end: string }>(each: Span): Span => ({
    ...each,
    start: later(each.start),
    end: later(each.end),
  })
  return { ...span(event), ...(event.sessions === undefined ? {} : { sessions: event.sessions.map(span) }) }
}

/**
 * The demo programme as it is on an instant: with the dates of 2022 before 26 April 2022, else the same programme laid onto the
 * coming months, on the same weekdays and at the same distances, the first event three to four weeks ahead.
 */
export const demoProgramme = (now: string): DemoProgramme => {
  const weeks = weeksToMove(DateTime.fromISO(now, { zone: timeZone }))
  const place = (event: DemoEvent): DemoEvent => moved(event, weeks)
  return {
    events: [marketEngagement, marketDemand, conference].map(place),
    ideas: [intellectualProperty, jointProcurementAndInnovation, contractModification].map(place),
  }
}
