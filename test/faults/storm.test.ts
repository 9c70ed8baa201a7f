import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from '@jest/globals'

/** What the command says, run as a process of its own: it lives in simulated time. */
const storm = async (...options: readonly string[]): Promise<string> => {
  const command = [join(import.meta.dirname, 'storm', 'run.ts'), ...options]
  const ran = promisify(execFile)(process.execPath, command, { env: { ...process.env, NODE_OPTIONS: '' } })
  return ran.then(
    ({ stdout }) => stdout,
    (fault: { stdout?: string; stderr?: string }) => `${fault.stdout ?? ''}${fault.stderr ?? ''}`,
  )
}

// More people and other seeds: npm run storm -- --seed 7 --registrations 1000. A seed gives the same plan of weather each time.
test('in a storm everybody is told the last state of an event that moves twice and is held, and reminded once', async () => {
  const said = await storm('--seed', '27', '--registrations', '60', '--ending', 'held', '--mails', '1')
  expect(said).toMatch(/^Seed 27, held, 60 registrations, sound: all is well/m)
  expect(said).toMatch(/, (claims-late|asks-again): \d+ findings/)
}, 600_000)
