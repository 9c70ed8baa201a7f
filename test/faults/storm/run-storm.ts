import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** The command's output; it runs as a separate process, in simulated time. */
export const storm = async (...options: readonly string[]): Promise<string> => {
  const command = [join(import.meta.dirname, 'run.ts'), ...options]
  const ran = promisify(execFile)(process.execPath, command, { env: { ...process.env, NODE_OPTIONS: '' } })
  return ran.then(
    ({ stdout }) => stdout,
    (fault: { stdout?: string; stderr?: string }) => `${fault.stdout ?? ''}${fault.stderr ?? ''}`,
  )
}
