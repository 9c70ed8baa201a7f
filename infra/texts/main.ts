import { resolve } from 'node:path'
import { readTexts } from './check.ts'
import { writeTexts } from './write.ts'

/** Languages to check that the service does not offer yet. */
const drafts = process.argv.slice(2)

const run = (): void => {
  writeTexts()
  const { problems } = readTexts(resolve(import.meta.dirname, '../..'), drafts)
  if (problems.length > 0) throw new Error(problems.join('\n'))
}

// Problems of the texts are not faults of the code, so there is no stack trace.
try {
  run()
} catch (fault) {
  process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`)
  process.exitCode = 1
}
