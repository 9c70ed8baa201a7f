import type { DynamoDBStreamHandler } from 'aws-lambda'
import { fanOutSchema } from '../../shared/domain/mail/fan-out.ts'
import { eachRecord } from '../../shared/runtime/batches.ts'
import { readEnvironment } from '../../shared/runtime/environment.ts'
import { createAddressLists } from '../../shared/store/address-lists.ts'
import { createDatabase } from '../../shared/store/dynamodb/database.ts'
import { plainImage } from '../../shared/store/dynamodb/stream-image.ts'
import { createFanOuts } from '../../shared/store/fan-outs.ts'
import { createListRetention } from '../../shared/store/list-retention.ts'
import { createOutbox } from '../../shared/store/outbox.ts'
import { createRegistrations } from '../../shared/store/registrations.ts'
import { createReturnedMails } from '../../shared/store/returned-mails.ts'
import { createKeys } from '../../shared/store/secret-keys.ts'
import { createPace } from '../../shared/store/sending-pace.ts'
import { environment } from './environment.ts'
import { createFanningOut } from './fanning-out.ts'

const { PROGRAMME_TABLE, PEOPLE_TABLE, SENDING_TABLE, KEYS_TABLE } = readEnvironment(environment)
const database = createDatabase()
const lists = createAddressLists(database, PEOPLE_TABLE)
const fanOut = createFanningOut({
  fanOuts: createFanOuts(database, PROGRAMME_TABLE),
  registrations: createRegistrations(database, { people: PEOPLE_TABLE, programme: PROGRAMME_TABLE }),
  lists,
  retention: createListRetention(database, PEOPLE_TABLE, lists),
  outbox: createOutbox(database, PEOPLE_TABLE),
  returned: createReturnedMails(database, PEOPLE_TABLE),
  keys: createKeys(database, KEYS_TABLE),
  pace: createPace(database, SENDING_TABLE),
})

/** Programme stream → one outbox message per person registered, or invited. */
export const handler: DynamoDBStreamHandler = eachRecord((record, context) =>
  fanOut(fanOutSchema.parse(plainImage(record.dynamodb?.NewImage)), {
    now: () => new Date().toISOString(),
    timeLeftMs: () => context.getRemainingTimeInMillis(),
  }),
)
