import { isPublic } from '../../../shared/domain/event/event.ts'
import type { EventWithSeats } from '../../../shared/domain/seats/event-with-seats.ts'
import { placesLeft } from '../../../shared/domain/seats/seats.ts'
import type { Events } from '../../../shared/store/events.ts'
import type { RecentEvents } from '../../../shared/store/recent-events.ts'

/** The event at a slug with its seats, if everybody may see it. */
export const findPublic = async (events: Events, slug: string): Promise<EventWithSeats | undefined> => {
  const found = await events.getWithSeats(slug)
  return found !== undefined && isPublic(found.event) ? found : undefined
}

/** The same as it was read a second ago at most, for whoever registers. */
export const findRecent = async (recent: RecentEvents, slug: string): Promise<EventWithSeats | undefined> => {
  const found = await recent.recent(slug)
  return found !== undefined && isPublic(found.event) ? found : undefined
}

/** `placesLeft` for a view model, left out without a limit. */
export const places = ({ seats }: Pick<EventWithSeats, 'seats'>): { readonly placesLeft?: number } => {
  const left = placesLeft(seats)
  return left === undefined ? {} : { placesLeft: left }
}
