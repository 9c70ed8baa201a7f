import { parseArgs } from 'node:util'
import * as z from 'zod'
import { environment } from '../../functions/prove/environment.ts'
import { createDatabase } from '../../shared/store/dynamodb/database.ts'
import { createEvents } from '../../shared/store/events.ts'
import { createRegistrations } from '../../shared/store/registrations.ts'
import { createMending } from '../../shared/store/seats/counters.ts'
import { createLedger } from '../../shared/store/seats/ledger.ts'
import { createProving } from '../../shared/use-cases/seats/proving.ts'
import { sayProof } from '../../shared/use-cases/seats/saying-proof.ts'
import { runningEnvironment } from './running-service.ts'

// `npm run prove -- <event> [--mend]`: proves from the ledger that no seat of an event was given twice. On a laptop it uses the
// running service; for one in AWS, name its tables: PROGRAMME_TABLE, PEOPLE_TABLE and LEDGER_TABLE.

const tablesSchema = z.object(environment)
const usage = `Which event? Give the end of its address: npm run prove -- building-market-demand
The service must be running (npm start), or PROGRAMME_TABLE, PEOPLE_TABLE and LEDGER_TABLE name its tables in AWS.
With --mend, counters that disagree with the registrations are put right.`

const run = async (): Promise<number> => {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { mend: { type: 'boolean', default: false } } })
  const [slug] = positionals
  const named = tablesSchema.safeParse(process.env).success
  if (!named) Object.assign(process.env, runningEnvironment())
  const tables = tablesSchema.safeParse(process.env)
  if (slug === undefined || !tables.success) {
    console.error(usage)
    return 2
  }
  const { PROGRAMME_TABLE, PEOPLE_TABLE, LEDGER_TABLE } = tables.data
  const database = createDatabase()
  const prove = createProving({
    events: createEvents(database, PROGRAMME_TABLE),
    registrations: createRegistrations(database, { people: PEOPLE_TABLE, programme: PROGRAMME_TABLE }),
    ledger: createLedger(database, LEDGER_TABLE),
    ...(values.mend ? { mending: createMending(database, PROGRAMME_TABLE) } : {}),
  })
  const proof = await prove(slug, new Date().toISOString())
  if (proof === undefined) {
    console.error(`There is no event ${slug}.`)
    return 2
  }
  console.log(sayProof(proof).join('\n'))
  return proof.findings.length === 0 ? 0 : 1
}

process.exitCode = await run()
