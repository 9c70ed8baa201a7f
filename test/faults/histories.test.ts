import { beforeAll, expect, test } from '@jest/globals'
import { logger } from '../../shared/runtime/logger.ts'
import { publishEvent } from '../make/programme.ts'
import { type LocalStores, startStores } from '../store/local-store.ts'
import { allRegistrations } from '../store/scan.ts'
import { audit } from './audit.ts'
import { registerBroken } from './broken-design.ts'
import { runHistories } from './histories.ts'

beforeAll(() => {
  logger.setLogLevel('SILENT')
})

// Fixed seeds, so that a result depends only on the code; histories.deep.test.ts tries new ones.
const seeds = [705463496, 1, 2, 3, 4, 5, 6, 7]

const withStores = async (use: (stores: LocalStores) => Promise<void>): Promise<void> => {
  const stores = await startStores()
  try {
    await use(stores)
  } finally {
    await stores.stop()
  }
}

test('the audit notices overselling: reading first and then writing gives a seat twice', () =>
  withStores(async (stores) => {
    const { slug } = await publishEvent(stores, { capacity: 5 })
    await Promise.all(Array.from({ length: 40 }, (_, index) => registerBroken(stores, slug, index + 1)))
    const confirmed = (await allRegistrations(stores, slug)).length
    expect(confirmed).toBeGreaterThan(5)
    expect(await audit(stores, slug, 5)).toContain(`${confirmed} places given of 5`)
  }))

test('whatever happens concurrently, and whatever gets lost, seats, registrations, mails and ledger agree', async () => {
  await expect(runHistories(seeds)).resolves.toBeUndefined()
})
