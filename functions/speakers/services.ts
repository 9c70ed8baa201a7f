import { createDatabase } from '../../shared/store/dynamodb/database.ts'
import { createEvents } from '../../shared/store/events.ts'
import { createOutbox } from '../../shared/store/outbox.ts'
import { createFollowing } from '../../shared/store/programme/moved-drafts.ts'
import { createKeys } from '../../shared/store/secret-keys.ts'
import { createSpeakers } from '../../shared/store/speaker/speakers.ts'
import { createAnswering } from '../../shared/use-cases/speaker/answering.ts'
import type { Environment } from './environment.ts'

/** The dependencies of the speakers' page, created once when the function starts. */
export const createServices = (names: Environment) => {
  const database = createDatabase()
  const { PEOPLE_TABLE: people, PROGRAMME_TABLE: programme } = names
  // Whoever has a link got it by e-mail, which made the key.
  const keys = createKeys(database, names.KEYS_TABLE, 'nothing-opens')
  const speakers = createSpeakers(database, { people, programme })
  return {
    keys,
    speakers,
    findEvent: createFollowing(database, programme, createEvents(database, programme)),
    answering: createAnswering({ speakers, keys, outbox: createOutbox(database, people) }),
  }
}
export type Services = ReturnType<typeof createServices>
