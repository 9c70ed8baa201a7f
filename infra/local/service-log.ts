import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

// Enough to look back at, without filling a disk over the weeks.
const largest = 20 * 1024 * 1024

/** The log of a local run: what the functions write, and the run's own lines, as JSON lines in one file. */
export interface ServiceLog {
  /** Text as a function wrote it. */
  readonly write: (text: string) => void
  /** A line of the local run itself: a constant message and a few fields. */
  readonly line: (level: 'INFO' | 'WARN' | 'ERROR', message: string, fields?: Readonly<Record<string, unknown>>) => void
  /** All that was written. */
  readonly text: () => string
}

/** Opens the log, going on where an earlier run ended; a log that grew large begins anew. */
export const openServiceLog = (file: string): ServiceLog => {
  mkdirSync(dirname(file), { recursive: true })
  if (existsSync(file) && statSync(file).size > largest) rmSync(file)
  // Written at once, so that the order is true and nothing is lost when the process dies.
  const write = (text: string): void => appendFileSync(file, text)
  return {
    write,
    line: (level, message, fields = {}) =>
      write(`${JSON.stringify({ level, message, timestamp: new Date().toISOString(), service: 'local', ...fields })}\n`),
    text: () => (existsSync(file) ? readFileSync(file, 'utf8') : ''),
  }
}
