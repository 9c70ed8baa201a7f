import { globSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { StartError } from './cannot-start.ts'
import { keep, madeBefore } from './made-from.ts'

const project = resolve(import.meta.dirname, '../..')

// The sources, the compiler, and the result, which may have been edited or deleted.
const files = ['shared/texts/*/*.json', 'shared/domain/basics/language.ts', 'infra/texts/*.ts', 'shared/texts/compiled/*']

/** Compiles the texts unless up to date, and records that in the folder. Throws a `StartError` that says what is wrong in which file. */
export const compileChangedTexts = async (folder: string): Promise<void> => {
  const record = join(folder, 'texts.json')
  const list = (): string[] => globSync(files, { cwd: project }).sort()
  if (madeBefore(record, JSON.stringify(list())) !== undefined) return
  const { writeTexts } = await import('../texts/write.ts')
  try {
    writeTexts()
  } catch (fault) {
    throw new StartError(`The texts cannot be compiled. ${fault instanceof Error ? fault.message : String(fault)}`)
  }
  keep(record, { key: JSON.stringify(list()), inputs: list() }, true)
}
