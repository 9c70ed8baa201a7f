import { createDatabase } from '../../shared/store/dynamodb/database.ts'
import { createEvents } from '../../shared/store/events.ts'
import { createComments } from '../../shared/store/feedback.ts'
import { createKeys } from '../../shared/store/secret-keys.ts'
import { createTallies } from '../../shared/store/tallies.ts'
import type { Environment } from './environment.ts'

/** The dependencies of the steering group's pages, created once when the function starts. */
export const createServices = (tables: Environment) => {
  const database = createDatabase()
  return {
    events: createEvents(database, tables.PROGRAMME_TABLE),
    tallies: createTallies(database, tables.FEEDBACK_TABLE),
    comments: createComments(database, tables.FEEDBACK_TABLE),
    keys: createKeys(database, tables.KEYS_TABLE),
  }
}
export type Services = ReturnType<typeof createServices>
