import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

// Enough history without filling a disk over the weeks.
const largest = 20 * 1024 * 1024

/** The log of a local run: the functions' output and the run's own lines, as JSON lines in one file. */
export interface ServiceLog {
  /** Text as written by a function. */
  readonly write: (text: string) => void
  /** A line from the local run itself: a constant message and a few fields. */
  readonly line: (level: 'INFO' | 'WARN' | 'ERROR', message: string, fields?: Readonly<Record<string, unknown>>) => void
  /** Everything written. */
  readonly text: () => string
}

/** Opens the log, appending to an earlier run's; one that has grown large is started again. */
export const openServiceLog = (file: string): ServiceLog => {
  mkdirSync(dirname(file), { recursive: true })
  if (existsSync(file) && statSync(file).size > largest) rmSync(file)
  // Written synchronously, so that the order is right and nothing is lost if the process dies.
  const write = (text: string): void => appendFileSync(file, text)
  return {
    write,
    line: (level, message, fields = {}) =>
      write(`${JSON.stringify({ level, message, timestamp: new Date().toISOString(), service: 'local', ...fields })}\n`),
    text: () => (existsSync(file) ? readFileSync(file, 'utf8') : ''),
  }
}
