import type { DynamoDBStreamHandler } from 'aws-lambda'
import { createDatabase } from '../../shared/store/database.ts'
import { createFanOuts, fanOutSchema } from '../../shared/store/fan-outs.ts'
import { createPace } from '../../shared/store/pace.ts'
import { createRegistrations } from '../../shared/store/registrations.ts'
import { plainImage } from '../../shared/store/stream-image.ts'
import { eachRecord } from '../../shared/web/batch.ts'
import { readEnvironment } from '../../shared/web/environment.ts'
import { environment } from './environment.ts'
import { createFanningOut } from './fanning-out.ts'

const { PROGRAMME_TABLE, PEOPLE_TABLE, SENDING_TABLE } = readEnvironment(environment)
const database = createDatabase()
const fanOut = createFanningOut({
  fanOuts: createFanOuts(database, PROGRAMME_TABLE),
  registrations: createRegistrations(database, { people: PEOPLE_TABLE, programme: PROGRAMME_TABLE }),
  pace: createPace(database, SENDING_TABLE),
})

/** Programme stream → one outbox message a registered person. */
export const handler: DynamoDBStreamHandler = eachRecord((record, context) =>
  fanOut(fanOutSchema.parse(plainImage(record.dynamodb?.NewImage)), {
    now: () => new Date().toISOString(),
    timeLeftMs: () => context.getRemainingTimeInMillis(),
  }),
)
