import type { Plenary } from '../../infra/local/plenary.ts'
import { startPlenary } from '../../infra/local/runner.ts'
import { sharedDynamoDb } from '../store/shared-dynamodb.ts'

/** The folder with the bundles shared by all test files, and the template after the first start; see `test/journeys/bundle-once.ts`. */
export const bundlesVariable = 'BUNDLES_OF_TESTS'

// As fast as the machine: keeping SES's rate is tested elsewhere, and at 14 a second a test would mostly wait.
const mailsPerSecond = 500

/** The whole service, keeping nothing, at an instant of 2022; it sends as fast as it can. Stopping fails if a function lacked a right. */
export const startPlenaryAt = async (now: string): Promise<Plenary> => {
  const bundles = process.env[bundlesVariable]
  const dynamoDb = sharedDynamoDb()
  const plenary = await startPlenary({
    port: 0,
    mailPort: 0,
    data: 'memory',
    now,
    ...(bundles === undefined ? {} : { bundles, cache: bundles }),
    ...(dynamoDb === undefined ? {} : { dynamoDb }),
  })
  plenary.setMaxSendRate(mailsPerSecond)
  return {
    ...plenary,
    // A missing right may be masked by a fallback.
    stop: async () => {
      const refused = plenary.logs().match(/"rights-refused".*/g)
      await plenary.stop()
      if (refused !== null) throw new Error(`rights are missing: ${[...new Set(refused)].join('\n')}`)
    },
  }
}
