import type { Registration } from '../../../shared/domain/registration/registration.ts'
import type { EventWithSeats } from '../../../shared/domain/seats/event-with-seats.ts'
import { createDatabase } from '../../../shared/store/dynamodb/database.ts'
import { createEvents } from '../../../shared/store/events.ts'
import { createRegistrations } from '../../../shared/store/registrations.ts'
import { createPlacing } from '../../../shared/use-cases/seats/placing.ts'

interface Asked {
  readonly tables: { readonly programme: string; readonly people: string }
  readonly registration: Registration
}

const database = createDatabase()
const rememberedMs = 1000
let known: { readonly at: number; readonly read: EventWithSeats } | undefined

/** The store calls of a registration and nothing else: the event once a second, and the transaction that takes a seat. */
export const handler = async ({ tables, registration }: Asked): Promise<{ statusCode: number }> => {
  if (known === undefined || performance.now() - known.at > rememberedMs) {
    const read = await createEvents(database, tables.programme).getWithSeats(registration.slug)
    if (read === undefined) return { statusCode: 404 }
    known = { at: performance.now(), read }
  }
  const place = createPlacing({ registrations: createRegistrations(database, tables) })
  const placed = await place(known.read, registration, registration.registeredAt)
  return { statusCode: placed.outcome === 'given' ? 200 : 409 }
}
