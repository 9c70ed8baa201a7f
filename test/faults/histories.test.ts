import { beforeAll, expect, test } from '@jest/globals'
import { logger } from '../../shared/web/logger.ts'
import { publishEvent } from '../make/programme.ts'
import { type LocalStores, startStores } from '../store/local-store.ts'
import { allRegistrations } from '../store/scan.ts'
import { audit } from './audit.ts'
import { registerBroken } from './broken-design.ts'
import { runHistories } from './histories.ts'

beforeAll(() => {
  logger.setLogLevel('SILENT')
})

// Any number with HISTORIES=5000 npm run jest -- …, or MINUTES=20 npm run soak for some time; a failing history prints its seed and path.
const histories = Number(process.env['HISTORIES'] ?? 1000)
const soakMinutes = Number(process.env['SOAK_MINUTES'] ?? 0)

const withStores = async (use: (stores: LocalStores) => Promise<void>): Promise<void> => {
  const stores = await startStores()
  try {
    await use(stores)
  } finally {
    await stores.stop()
  }
}

test('the audit sees an oversale: reading first and writing then gives a seat twice', () =>
  withStores(async (stores) => {
    const { slug } = await publishEvent(stores, { capacity: 5 })
    await Promise.all(Array.from({ length: 40 }, (_, index) => registerBroken(stores, slug, index + 1)))
    const confirmed = (await allRegistrations(stores, slug)).length
    expect(confirmed).toBeGreaterThan(5)
    expect(await audit(stores, slug, 5)).toContain(`${confirmed} places given of 5`)
  }))

test(
  'whatever happens at once, and whatever is lost on the way, seats, registrations, mails and ledger agree',
  async () => {
    const ran = await runHistories(soakMinutes > 0 ? { minutes: soakMinutes } : { numRuns: histories })
    if (soakMinutes > 0) console.log(`${ran} histories in ${soakMinutes} minutes, nothing wrong after any of them`)
    else expect(ran).toBeGreaterThanOrEqual(histories)
  },
  120_000 + Math.max(histories * 2000, soakMinutes * 90_000),
)
