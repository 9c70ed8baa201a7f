import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * The text of a golden file under `test/golden/mail/`, to compare `actual` with.
 * With `UPDATE_GOLDEN=1` the file is written first: look at the difference before it is committed.
 */
export const golden = (path: string, actual: string): string => {
  const file = join(import.meta.dirname, '../golden/mail', path)
  if (process.env['UPDATE_GOLDEN'] === '1') {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, actual)
  }
  return readFileSync(file, 'utf8')
}
