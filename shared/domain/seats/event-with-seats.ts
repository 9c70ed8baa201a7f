import type { Event } from '../event/event.ts'
import type { SeatCounter } from './seats.ts'

/** An event with its seat counters, from one read. */
export interface EventWithSeats {
  readonly event: Event
  readonly seats: readonly SeatCounter[]
}
