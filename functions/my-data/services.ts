import { createAsks } from '../../shared/store/asks.ts'
import { createDatabase } from '../../shared/store/dynamodb/database.ts'
import { createEvents } from '../../shared/store/events.ts'
import { createOutbox } from '../../shared/store/outbox.ts'
import { createErasures } from '../../shared/store/people/erasures.ts'
import { createPersonalData } from '../../shared/store/people/personal-data.ts'
import { createRegistrations } from '../../shared/store/registrations.ts'
import { createAnswerFiles } from '../../shared/store/s3/answer-files.ts'
import { bucketOf, type Platform } from '../../shared/store/s3/signing.ts'
import { createKeys } from '../../shared/store/secret-keys.ts'
import { createSpeakers } from '../../shared/store/speaker/speakers.ts'
import { createAsking } from '../../shared/use-cases/mail/asking-for-mail.ts'
import { createFindingPersonalData } from '../../shared/use-cases/people/finding-personal-data.ts'
import type { Environment } from './environment.ts'

/** The dependencies of these pages, created once when the function starts. */
export const createServices = (names: Environment, platform: Platform) => {
  const database = createDatabase()
  const keys = createKeys(database, names.KEYS_TABLE)
  const files = createAnswerFiles(bucketOf(names.FILES_BUCKET, platform))
  return {
    keys,
    files,
    ask: createAsking({ asks: createAsks(database, names.PEOPLE_TABLE), keys }),
    erasures: createErasures(database, names.PEOPLE_TABLE),
    find: createFindingPersonalData({
      events: createEvents(database, names.PROGRAMME_TABLE),
      registrations: createRegistrations(database, { people: names.PEOPLE_TABLE, programme: names.PROGRAMME_TABLE }),
      speakers: createSpeakers(database, { people: names.PEOPLE_TABLE, programme: names.PROGRAMME_TABLE }),
      outbox: createOutbox(database, names.PEOPLE_TABLE),
      personalData: createPersonalData(database, names.PEOPLE_TABLE),
      files,
      keys,
    }),
  }
}
export type Services = ReturnType<typeof createServices>
