import type { DynamoDBStreamHandler } from 'aws-lambda'
import * as z from 'zod'
import { createDatabase } from '../../shared/store/database.ts'
import { createEvents } from '../../shared/store/events.ts'
import { createRegistrations } from '../../shared/store/registrations.ts'
import { plainImage } from '../../shared/store/stream-image.ts'
import { eachRecord } from '../../shared/web/batch.ts'
import { readEnvironment } from '../../shared/web/environment.ts'
import { environment } from './environment.ts'
import { createPromoting } from './promoting.ts'

const { PROGRAMME_TABLE, PEOPLE_TABLE } = readEnvironment(environment)
const database = createDatabase()
const promote = createPromoting({
  events: createEvents(database, PROGRAMME_TABLE),
  registrations: createRegistrations(database, { people: PEOPLE_TABLE, programme: PROGRAMME_TABLE }),
})

const freedSeat = z.object({ slug: z.string() })

/** Programme stream, seats that became free → the people on the waiting list. */
export const handler: DynamoDBStreamHandler = eachRecord((record) =>
  promote(freedSeat.parse(plainImage(record.dynamodb?.NewImage)).slug, new Date().toISOString()),
)
