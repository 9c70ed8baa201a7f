import { isPublic } from '../../../shared/domain/event/event.ts'
import { type Availability, availabilityOf } from '../../../shared/domain/seats/availability.ts'
import type { EventWithSeats } from '../../../shared/domain/seats/event-with-seats.ts'
import { placesLeft } from '../../../shared/domain/seats/seats.ts'
import { allWaysFull } from '../../../shared/domain/seats/waiting-list.ts'
import type { RecentEvents } from '../../../shared/store/cached-events.ts'
import type { Events } from '../../../shared/store/events.ts'

/** The event with a slug and its seats, if it is public. */
export const findPublic = async (events: Pick<Events, 'getWithSeats'>, slug: string): Promise<EventWithSeats | undefined> => {
  const found = await events.getWithSeats(slug)
  return found !== undefined && isPublic(found.event) ? found : undefined
}

/** The same, read at most a second ago, for registering. */
export const findRecent = async (recent: RecentEvents, slug: string): Promise<EventWithSeats | undefined> => {
  const found = await recent.recent(slug)
  return found !== undefined && isPublic(found.event) ? found : undefined
}

/** The same as it is now, though with places as they were up to a second ago, for pages that many people look at together. */
export const findShown = async (recent: RecentEvents, slug: string): Promise<EventWithSeats | undefined> => {
  const found = await recent.withRecentSeats(slug)
  return found !== undefined && isPublic(found.event) ? found : undefined
}

/** `availability` for a view model, absent without a limit. */
export const places = ({ event, seats }: EventWithSeats): { readonly availability?: Availability } => {
  if (allWaysFull({ event, seats })) return { availability: 'none' }
  const left = placesLeft(seats)
  return left === undefined ? {} : { availability: availabilityOf(left) }
}
