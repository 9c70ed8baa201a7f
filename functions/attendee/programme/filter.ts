import type { Instant } from '../../../shared/domain/basics/wall-time.ts'
import { type Event, isListed } from '../../../shared/domain/event/event.ts'
import type { EventKind } from '../../../shared/domain/event/fields.ts'

export interface EventFilter {
  readonly kind?: EventKind | undefined
  readonly topic?: string | undefined
}

const matches = ({ kind, topic }: EventFilter, event: Event): boolean =>
  isListed(event) && (kind === undefined || event.kind === kind) && (topic === undefined || event.topics.includes(topic))

/** The listed events that match a filter: upcoming ones soonest first, past ones newest first. */
export const filterEvents = (events: readonly Event[], filter: EventFilter, now: Instant) => {
  const found = events.filter((event) => matches(filter, event))
  return { upcoming: found.filter(({ endsAt }) => endsAt > now), past: found.filter(({ endsAt }) => endsAt <= now).reverse() }
}
