import { createDatabase } from '../../shared/store/database.ts'
import { createEvents } from '../../shared/store/events.ts'
import { createResponses } from '../../shared/store/feedback.ts'
import { createKeys } from '../../shared/store/keys.ts'
import { createRegistrations } from '../../shared/store/registrations.ts'
import { createAccepting } from './accepting.ts'
import { createCancelling } from './cancelling.ts'
import { createRegistering } from './registering.ts'

interface Tables {
  readonly PROGRAMME_TABLE: string
  readonly PEOPLE_TABLE: string
  readonly FEEDBACK_TABLE: string
  readonly KEYS_TABLE: string
}

/** What the pages for attendees work with, made once when the function starts. */
export const createServices = (tables: Tables) => {
  const database = createDatabase()
  const events = createEvents(database, tables.PROGRAMME_TABLE)
  const registrations = createRegistrations(database, { people: tables.PEOPLE_TABLE, programme: tables.PROGRAMME_TABLE })
  const keys = createKeys(database, tables.KEYS_TABLE)
  return {
    events,
    registrations,
    keys,
    responses: createResponses(database, { people: tables.PEOPLE_TABLE, feedback: tables.FEEDBACK_TABLE }),
    register: createRegistering({ events, registrations, keys }),
    cancel: createCancelling({ events, registrations }),
    accept: createAccepting({ events, registrations }),
  }
}
export type Services = ReturnType<typeof createServices>
