import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import * as z from 'zod'
import type { Job } from './serve-requests.ts'

const servedSchema = z.object({ tookMs: z.number(), times: z.array(z.number()), answers: z.record(z.string(), z.number()) })
export type Served = z.infer<typeof servedSchema>

const ask = (child: ChildProcess, job: Job): Promise<Served> =>
  new Promise((resolve, reject) => {
    const leave = (code: number | null): void => reject(new Error(`the process that serves requests ended with ${code}`))
    child.once('exit', leave)
    child.once('message', (message) => {
      child.off('exit', leave)
      resolve(servedSchema.parse(message))
    })
    child.send(job)
  })

/** A process that serves requests with bundles, in this environment; stop it afterwards. */
export const startServer = (environment: Readonly<Record<string, string>>) => {
  const child = fork(join(import.meta.dirname, 'serve-requests.ts'), {
    env: { ...environment },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  return {
    serve: (job: Job): Promise<Served> => ask(child, job),
    stop: (): void => {
      child.removeAllListeners('exit')
      child.kill()
    },
  }
}
export type Server = ReturnType<typeof startServer>
