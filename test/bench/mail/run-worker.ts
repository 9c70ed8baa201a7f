import { fork } from 'node:child_process'
import { join } from 'node:path'
import * as z from 'zod'
import type { Work } from './worker.ts'

const workedSchema = z.object({ tookMs: z.number(), cpuMs: z.number(), heapMB: z.number() })
/** Wall-clock and processor time of the work, and the peak memory use. */
export type Worked = z.infer<typeof workedSchema>

/** Does the work in a separate process with these variables. */
export const runWorker = (environment: Readonly<Record<string, string>>, work: Work): Promise<Worked> =>
  new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, 'worker.ts'), {
      env: { ...environment },
      execArgv: ['--expose-gc'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    child.once('exit', (code) => reject(new Error(`the process that sends mails ended with ${code}`)))
    child.once('message', (message) => resolve(workedSchema.parse(message)))
    child.send(work)
  })

const keys = (pk: string) => ({ dynamodb: { Keys: { pk: { S: pk }, sk: { S: pk } }, SequenceNumber: '1' } })

/** The call to send waiting mails, as the mail function receives it. */
export const nudgeEvent = { Records: [keys('NUDGE')] }
