import { parseArgs } from 'node:util'
import * as z from 'zod'
import { environmentParts } from '../../shared/runtime/environment.ts'
import { createDatabase } from '../../shared/store/dynamodb/database.ts'
import { createKeyRotation } from '../../shared/store/key-rotation.ts'
import { runningEnvironment } from './running-service.ts'

// `npm run rotate-links [-- --withdraw]`: a new key for personal links, or an end to all links of the keys before the current one.
// On a laptop it uses the running service; for one in AWS, name its table: KEYS_TABLE.

const tableSchema = z.object(environmentParts.keys)

const usage = 'The service must be running (npm start), or KEYS_TABLE names its table in AWS.'

const run = async (): Promise<number> => {
  const { values } = parseArgs({ options: { withdraw: { type: 'boolean', default: false } } })
  if (!tableSchema.safeParse(process.env).success) Object.assign(process.env, runningEnvironment())
  const named = tableSchema.safeParse(process.env)
  if (!named.success) {
    console.error(usage)
    return 2
  }
  const { rotate, withdraw } = createKeyRotation(createDatabase(), named.data.KEYS_TABLE)
  const now = new Date().toISOString()
  if (values.withdraw) {
    const ended = await withdraw(now)
    console.log(
      ended === 0 ? 'No key before the current one opens links.' : `Links of ${ended} earlier keys open nothing after ten minutes.`,
    )
    return 0
  }
  const since = await rotate(now)
  console.log(
    since === undefined ? 'No key has been used yet.' : `A new key signs links from ${since} on. Links of earlier keys still open.`,
  )
  return 0
}

process.exitCode = await run()
