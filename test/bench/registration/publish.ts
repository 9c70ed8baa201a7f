import { randomUUID } from 'node:crypto'
import { seatsGiven } from '../../../shared/domain/seats/seats.ts'
import { makeStoredEvent } from '../../make/stored-event.ts'
import type { Stores } from '../../store/local-store.ts'
import { ahead } from '../stage.ts'

/** A published future event, with this many places or without a limit; returns its slug. */
export const publish = async ({ events }: Stores, capacity?: number): Promise<string> => {
  const event = { ...makeStoredEvent({ ...ahead(), ...(capacity === undefined ? {} : { capacity }) }), slug: `bench-${randomUUID()}` }
  await events.create(event, new Date().toISOString())
  return event.slug
}

/** Seats given according to the counters. */
export const seatsTaken = async ({ events }: Stores, slug: string): Promise<number> =>
  seatsGiven((await events.getWithSeats(slug))?.seats ?? [])
