import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import * as z from 'zod'

/** Milliseconds until SES has their mail, of everybody who came in the minute of the attack. */
const sufferedSchema = z.object({ newcomers: z.array(z.number()), registered: z.array(z.number()) })

/** What people suffer from an attack; it runs as a separate process, in simulated time. */
export const flood = async (requests: number, networks: number, what: 'register' | 'ask') => {
  const command = [join(import.meta.dirname, 'run.ts'), '--requests', `${requests}`, '--networks', `${networks}`, '--what', what]
  const { stdout } = await promisify(execFile)(process.execPath, command, { env: { ...process.env, NODE_OPTIONS: '' } })
  return sufferedSchema.parse(JSON.parse(stdout))
}
