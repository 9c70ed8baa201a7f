import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { logger } from '../../shared/web/logger.ts'
import { publishEvent } from '../make/programme.ts'
import { type LocalStores, startStores } from '../store/local-store.ts'
import { allRegistrations } from '../store/scan.ts'
import { type Keeping, startKeeping } from '../store/stream.ts'
import { audit } from './audit.ts'
import { registerBroken } from './broken-design.ts'
import { runHistories } from './histories.ts'

let stores: LocalStores
let keeping: Keeping
beforeAll(async () => {
  logger.setLogLevel('SILENT')
  stores = await startStores()
  keeping = startKeeping(stores)
})
afterAll(async () => {
  keeping.close()
  await stores.stop()
})

// Any number with HISTORIES=5000 npm run jest -- …, or for some minutes with npm run soak; a failing history prints its seed and path.
const histories = Number(process.env['HISTORIES'] ?? 1000)

test(
  'whatever happens at once, and whatever is lost on the way, seats, registrations, mails and ledger agree',
  () => runHistories(stores, keeping, { numRuns: histories }),
  120_000 + histories * 2000,
)

test('the audit sees an oversale: reading first and writing then gives a seat twice', async () => {
  const { slug } = await publishEvent(stores, { capacity: 5 })
  await Promise.all(Array.from({ length: 40 }, (_, index) => registerBroken(stores, slug, index + 1)))
  const confirmed = (await allRegistrations(stores, slug)).length
  expect(confirmed).toBeGreaterThan(5)
  expect(await audit(stores, slug, 5)).toContain(`${confirmed} places given of 5`)
})
