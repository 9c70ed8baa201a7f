import { parseArgs } from 'node:util'
import { logger } from '../../shared/web/logger.ts'
import { runHistories } from './histories.ts'

// `npm run soak -- --minutes 20`: random histories of events under faults, as many as there is time for. The first that leaves
// something wrong ends it, with the seed and path by which it can be looked at again.

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '5' } } })
logger.setLogLevel('SILENT')
const histories = await runHistories({ minutes: Number(values.minutes) })
console.log(`${histories} histories in ${values.minutes} minutes: seats, registrations, mails and ledger agreed after each.`)
process.exit(0)
