import { createDatabase } from '../../shared/store/database.ts'
import { createEvents } from '../../shared/store/events.ts'
import { createKeys } from '../../shared/store/keys.ts'
import { createRegistrations } from '../../shared/store/registrations.ts'
import { createTallies } from '../../shared/store/tallies.ts'
import { createScheduling } from './scheduling.ts'

interface Tables {
  readonly PROGRAMME_TABLE: string
  readonly PEOPLE_TABLE: string
  readonly FEEDBACK_TABLE: string
  readonly KEYS_TABLE: string
}

/** What the pages for organisers work with, made once when the function starts. */
export const createServices = (tables: Tables) => {
  const database = createDatabase()
  const events = createEvents(database, tables.PROGRAMME_TABLE)
  const registrations = createRegistrations(database, { people: tables.PEOPLE_TABLE, programme: tables.PROGRAMME_TABLE })
  return {
    events,
    registrations,
    tallies: createTallies(database, tables.FEEDBACK_TABLE),
    keys: createKeys(database, tables.KEYS_TABLE),
    scheduling: createScheduling({ events, registrations }),
  }
}
export type Services = ReturnType<typeof createServices>
