import { once } from 'node:events'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import * as z from 'zod'
import { StartError } from '../cannot-start.ts'
import type { ClockMemory } from '../clock/clock.ts'
import { freePort, isFree } from '../ports.ts'
import { threadArguments } from '../thread-arguments.ts'

export interface Inbox {
  /** URL of the inbox page, without a trailing slash. maildev's API is below it, at `/api/email`. */
  readonly url: string
  readonly smtpPort: number
  readonly stop: () => Promise<void>
}

export interface InboxPorts {
  /** Of the page and its API. */
  readonly web: number
  readonly smtp: number
}

/** Finds ports for an inbox; 0 picks a free one for the page too. Throws a `StartError` if the page's is in use. */
export const inboxPorts = async (port: number): Promise<InboxPorts> => {
  if (port !== 0 && !(await isFree(port)))
    throw new StartError(`Port ${port} for the inbox is in use. Choose another: MAIL_PORT=${port + 100} npm start`)
  return { web: port === 0 ? await freePort() : port, smtp: await freePort() }
}

export interface InboxOptions {
  readonly ports: InboxPorts
  /** Where mails are kept, to be shown again after a restart. */
  readonly folder: string
  readonly clock: ClockMemory
}

const startedSchema = z.tuple([z.object({ fault: z.string().optional() })])

/** Starts maildev on the loopback interface. It relays nothing. */
export const startInbox = async ({ ports, folder, clock }: InboxOptions): Promise<Inbox> => {
  const thread = new Worker(join(import.meta.dirname, 'inbox-thread.ts'), {
    name: 'inbox',
    env: {},
    execArgv: threadArguments(),
    stdout: true,
    stderr: true,
    workerData: { cells: clock.cells, smtpPort: ports.smtp, port: ports.web, folder },
  })
  thread.stdout.resume()
  thread.stderr.resume()
  const stop = async (): Promise<void> => {
    await thread.terminate()
  }
  const [{ fault }] = startedSchema.parse(await once(thread, 'message'))
  if (fault === undefined) return { url: `http://localhost:${ports.web}`, smtpPort: ports.smtp, stop }
  await stop()
  throw new Error(`the inbox did not start: ${fault}`)
}
