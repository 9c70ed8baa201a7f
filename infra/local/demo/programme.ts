import { daysLater, type Instant, wallTimeAt } from '../../../shared/domain/basics/wall-time.ts'
import { actionLearning, conference, type DemoEvent, type DemoSeries, marketDemand, marketEngagement, timeZone } from './events.ts'
import { contractModification, type DemoIdea, innovation, intellectualProperty } from './ideas.ts'

export interface DemoProgramme {
  /** Agreed events, to be published. */
  readonly events: readonly DemoEvent[]
  /** A series of workshops, to be published. */
  readonly series: DemoSeries
  /** Ideas that the steering group has not yet agreed to. */
  readonly ideas: readonly DemoIdea[]
}

// Enough time before the first event to register, and for anything planned weeks ahead.
const leadWeeks = 3

const weekMs = 7 * 86_400_000

/** By how many whole weeks to move the programme, keeping weekdays and intervals: none while the first event is still ahead. */
const weeksToMove = (now: Instant): number => {
  const [wallTime, first] = [wallTimeAt(now, timeZone), marketEngagement.start]
  if (wallTime.slice(0, 10) < first.slice(0, 10)) return 0
  // The minute shown by the clock may be nearly over.
  const since = Date.parse(`${wallTime}Z`) + 60_000 - Date.parse(`${first}Z`)
  return Math.ceil(since / weekMs + leadWeeks)
}

const moving =
  (weeks: number) =>
  <Span extends { start: string; end: string }>(each: Span): Span => ({
    ...each,
    start: daysLater(each.start, 7 * weeks),
    end: daysLater(each.end, 7 * weeks),
  })

const moved = (event: DemoEvent, weeks: number): DemoEvent => {
  const span = moving(weeks)
  return { ...span(event), ...(event.sessions === undefined ? {} : { sessions: event.sessions.map(span) }) }
}

const movedIdea = (idea: DemoIdea, weeks: number): DemoIdea => ({
  ...idea,
  asked: { ...idea.asked, preferredDates: idea.asked.preferredDates.map(moving(weeks)) },
})

/**
 * The demo programme at an instant: with the dates of 2022 before 26 April 2022, otherwise moved to the
 * coming months, on the same weekdays and with the same intervals, the first event three to four weeks ahead.
 */
export const demoProgramme = (now: Instant): DemoProgramme => {
  const weeks = weeksToMove(now)
  return {
    events: [marketEngagement, marketDemand, conference].map((event) => moved(event, weeks)),
    series: { ...actionLearning, dates: actionLearning.dates.map(moving(weeks)) },
    ideas: [intellectualProperty, innovation, contractModification].map((idea) => movedIdea(idea, weeks)),
  }
}
