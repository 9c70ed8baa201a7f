import { nextDue } from '../../domain/automatic-mails/due-mails.ts'
import type { Instant } from '../../domain/basics/wall-time.ts'
import { type Event, isPublic } from '../../domain/event/event.ts'
import { registrationsKeptUntil } from '../../domain/people/periods.ts'
import type { SeatCounter } from '../../domain/seats/seats.ts'
import { itemKeys } from '../item-keys.ts'
import { counterCount } from '../seats/counters.ts'

/** What an event is due for, in the index of due events. */
export const dueFor = { mail: 'mail', publication: 'publication', forgetting: 'people' } as const

/**
 * The attributes of that index: when a draft is published, when the next automatic mail is due or, after the last, the deletion of
 * registrations.
 */
export const dueAttributes = (event: Event): { readonly due?: string; readonly dueAt?: Instant } => {
  if (event.status === 'draft') return event.publication === undefined ? {} : { due: dueFor.publication, dueAt: event.publication.at }
  const dueAt = nextDue(event)
  if (dueAt !== undefined) return { due: dueFor.mail, dueAt }
  return isPublic(event) ? { due: dueFor.forgetting, dueAt: registrationsKeptUntil(event) } : {}
}

/** The item of an event, with the number of its seat counters and its index attributes. */
export const itemOf = (event: Event, seats: readonly SeatCounter[]) => ({
  ...itemKeys.event(event.slug),
  ...event,
  // Few events have any, and each byte counts where an event is just below a write unit.
  rooms: event.rooms.length === 0 ? undefined : event.rooms,
  counters: counterCount(event, seats),
  listing: isPublic(event) ? 'public' : 'internal',
  ...dueAttributes(event),
})
