import { createDatabase } from '../../shared/store/dynamodb/database.ts'
import { createEvents } from '../../shared/store/events.ts'
import { createPersonalCalendars } from '../../shared/store/personal-calendars.ts'
import { createRegistrations } from '../../shared/store/registrations.ts'
import { createKeys } from '../../shared/store/secret-keys.ts'
import { createProfiles } from '../../shared/store/speaker/profiles.ts'
import type { Environment } from './environment.ts'
import { createPublished } from './published-events.ts'

/** The dependencies of the calendar feeds, created once when the function starts. */
export const createServices = (names: Environment) => {
  const database = createDatabase()
  const events = createEvents(database, names.PROGRAMME_TABLE)
  return {
    events,
    personalCalendars: createPersonalCalendars(database, names.PEOPLE_TABLE),
    profiles: createProfiles(database, names.PEOPLE_TABLE),
    published: createPublished(events),
    registrations: createRegistrations(database, { people: names.PEOPLE_TABLE, programme: names.PROGRAMME_TABLE }),
    keys: createKeys(database, names.KEYS_TABLE, 'nothing-opens'),
  }
}
export type Services = ReturnType<typeof createServices>
