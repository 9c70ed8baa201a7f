import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { functionNames } from '../../infra/functions.ts'

/** Does something with a folder of stand-in bundles: templates do not depend on their contents. */
export const withBundles = <Result>(use: (bundles: string) => Result): Result => {
  const folder = mkdtempSync(join(tmpdir(), 'plenary-bundles-'))
  try {
    for (const name of functionNames) {
      mkdirSync(join(folder, name))
      writeFileSync(join(folder, name, 'index.mjs'), 'export const handler = () => {}\n')
    }
    return use(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
