import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { compileTexts } from './compile.ts'

const project = resolve(import.meta.dirname, '../..')

const contentOf = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

/** Writes the modules in `shared/texts/compiled/`, except those that are up to date. */
export const writeTexts = (): void => {
  const folder = join(project, 'shared/texts/compiled')
  mkdirSync(folder, { recursive: true })
  for (const [name, content] of compileTexts(project)) {
    const file = join(folder, name)
    if (contentOf(file) === content) continue
    // Several processes may write at the same time, and none may read half a module.
    const half = `${file}.${process.pid}`
    writeFileSync(half, content)
    renameSync(half, file)
  }
}
