import type { ScheduledHandler } from 'aws-lambda'
import { readEnvironment } from '../../shared/runtime/environment.ts'
import { createDatabase } from '../../shared/store/dynamodb/database.ts'
import { createEvents } from '../../shared/store/events.ts'
import { createRegistrations } from '../../shared/store/registrations.ts'
import { createMending } from '../../shared/store/seats/counters.ts'
import { createLedger } from '../../shared/store/seats/ledger.ts'
import { createProving } from '../../shared/use-cases/seats/proving.ts'
import { environment } from './environment.ts'
import { createNightlyProof } from './nightly-proof.ts'

const { PROGRAMME_TABLE, PEOPLE_TABLE, LEDGER_TABLE } = readEnvironment(environment)
const database = createDatabase()
const events = createEvents(database, PROGRAMME_TABLE)
const proveAll = createNightlyProof(
  events,
  createProving({
    events,
    registrations: createRegistrations(database, { people: PEOPLE_TABLE, programme: PROGRAMME_TABLE }),
    ledger: createLedger(database, LEDGER_TABLE),
    mending: createMending(database, PROGRAMME_TABLE),
  }),
)

/** Every night: proves the seats of every event that is not over, corrects counters, and fails, for the alarm, if something was wrong. */
export const handler: ScheduledHandler = () => proveAll(new Date().toISOString())
