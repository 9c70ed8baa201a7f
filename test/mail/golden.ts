import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * The text of a golden file in `test/golden/mail/`, to compare `actual` with.
 * With `UPDATE_GOLDEN=1` the file is written first: check the diff before committing it.
 */
export const golden = (path: string, actual: string): string => {
  const file = join(import.meta.dirname, '../golden/mail', path)
  if (process.env['UPDATE_GOLDEN'] === '1') {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, actual)
  }
  return readFileSync(file, 'utf8')
}
