import { beforeAll, expect, test } from '@jest/globals'
import { logger } from '../../shared/runtime/logger.ts'
import { runFreshHistories } from './histories.ts'

beforeAll(() => {
  logger.setLogLevel('SILENT')
})

// Any number with HISTORIES=5000, or for some time with MINUTES=20 npm run soak; a failing history prints its seed and path.
const histories = Number(process.env['HISTORIES'] ?? 1000)
const soakMinutes = Number(process.env['SOAK_MINUTES'] ?? 0)

test(
  'whatever happens concurrently, and whatever gets lost, seats, registrations, mails and ledger agree',
  async () => {
    const ran = await runFreshHistories(soakMinutes > 0 ? { minutes: soakMinutes } : { atLeast: histories })
    console.log(`${ran} histories, nothing wrong after any of them`)
    expect(ran).toBeGreaterThanOrEqual(soakMinutes > 0 ? 1 : histories)
  },
  120_000 + Math.max(histories * 2000, soakMinutes * 90_000),
)
