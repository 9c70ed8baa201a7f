import { once } from 'node:events'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import * as z from 'zod'
import type { ClockMemory } from './clock.ts'
import { freePort } from './ports.ts'
import { StartError } from './start-error.ts'

export interface Inbox {
  /** Address of the inbox page, without a slash at the end. maildev's API is below it, at `/api/email`. */
  readonly url: string
  readonly smtpPort: number
  readonly stop: () => Promise<void>
}

export interface InboxOptions {
  /** Port of the page and its API; 0 takes a free one. */
  readonly port: number
  /** Where mails are kept, to be shown again after a restart. */
  readonly folder: string
  readonly clock: ClockMemory
}

const startedSchema = z.tuple([z.object({ fault: z.string().optional() })])

/** Starts maildev on the loopback interface, with SMTP on a free port. It relays nothing. Throws a `StartError` when the port is in use. */
export const startInbox = async ({ port, folder, clock }: InboxOptions): Promise<Inbox> => {
  const web = port === 0 ? await freePort() : port
  const smtpPort = await freePort()
  const thread = new Worker(join(import.meta.dirname, 'inbox-thread.ts'), {
    name: 'inbox',
    env: {},
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdout: true,
    stderr: true,
    workerData: { cells: clock.cells, smtpPort, port: web, folder },
  })
  thread.stdout.resume()
  thread.stderr.resume()
  const stop = async (): Promise<void> => {
    await thread.terminate()
  }
  const [{ fault }] = startedSchema.parse(await once(thread, 'message'))
  if (fault === undefined) return { url: `http://localhost:${web}`, smtpPort, stop }
  await stop()
  if (fault === 'EADDRINUSE') throw new StartError(`Port ${web} for the inbox is in use. Choose another: MAIL_PORT=${web + 100} npm start`)
  throw new Error(`the inbox did not start: ${fault}`)
}
