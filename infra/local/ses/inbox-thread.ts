import { flushCompileCache } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'
import { MailDev } from 'maildev'
import * as z from 'zod'
import { installClock } from '../clock/clock.ts'
import { errorCode } from '../error-code.ts'

// maildev in a separate thread: its output stays there, and its times are those of the settable clock.

const setupSchema = z.object({ cells: z.instanceof(BigInt64Array), smtpPort: z.int(), port: z.int(), folder: z.string() })
const { cells, smtpPort, port, folder } = setupSchema.parse(workerData)
installClock({ cells: new BigInt64Array(z.instanceof(SharedArrayBuffer).parse(cells.buffer)) })

const maildev = new MailDev({ smtp: smtpPort, ip: '127.0.0.1', web: port, webIp: '127.0.0.1', mailDirectory: folder, silent: true })
try {
  await maildev.start()
  parentPort?.postMessage({ fault: undefined })
  // Threads are ended from outside, and would not save the cache then.
  flushCompileCache()
} catch (fault) {
  parentPort?.postMessage({ fault: String(errorCode(fault) ?? fault) })
}
