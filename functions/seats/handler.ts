import type { DynamoDBStreamEvent } from 'aws-lambda'
import { splitting } from '../../shared/runtime/batches.ts'
import { readEnvironment } from '../../shared/runtime/environment.ts'
import { createDatabase } from '../../shared/store/dynamodb/database.ts'
import { createEvents } from '../../shared/store/events.ts'
import { createRegistrations } from '../../shared/store/registrations.ts'
import { createLedger } from '../../shared/store/seats/ledger.ts'
import { createPromoting } from '../../shared/use-cases/seats/promoting.ts'
import { environment } from './environment.ts'
import { createKeeping } from './keeping-ledger.ts'

const { PROGRAMME_TABLE, PEOPLE_TABLE, LEDGER_TABLE } = readEnvironment(environment)
const database = createDatabase()
const keep = createKeeping({
  ledger: createLedger(database, LEDGER_TABLE),
  promote: createPromoting({
    events: createEvents(database, PROGRAMME_TABLE),
    registrations: createRegistrations(database, { people: PEOPLE_TABLE, programme: PROGRAMME_TABLE }),
  }),
})

/** Programme stream, changed seat counters → the ledger, and the people on the waiting list. */
export const handler = splitting((event: DynamoDBStreamEvent) => keep(event.Records, () => new Date().toISOString()))
