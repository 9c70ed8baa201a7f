import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import type { Part } from './measured.ts'

const file = join(import.meta.dirname, '../../docs/performance.md')

const git = (...command: readonly string[]): string => execFileSync('git', command, { encoding: 'utf8', cwd: import.meta.dirname }).trim()

/** Which code was measured, where and when. */
const origin = (): string => {
  const changed = git('status', '--porcelain', '--', '../../functions', '../../shared') === '' ? '' : ' with changes'
  const [processor, ...others] = cpus()
  return [
    `*Measured on ${new Date().toISOString().slice(0, 10)} at ${git('rev-parse', '--short', 'HEAD')}${changed},`,
    `${1 + others.length} × ${processor?.model ?? 'processor'}, Node ${process.versions.node}.*`,
  ].join(' ')
}

/** Replaces a part's section of the document, between two marks, with the new measurements. */
export const writeMeasured = (part: Part, text: string): void => {
  const [begin, end] = [`<!-- measured: ${part} -->`, `<!-- /measured: ${part} -->`]
  const document = readFileSync(file, 'utf8')
  const [before, after] = [document.indexOf(begin), document.indexOf(end)]
  if (before < 0 || after < before) throw new Error(`docs/performance.md has no place for ${part}`)
  writeFileSync(file, `${document.slice(0, before)}${begin}\n\n${text}\n\n${origin()}\n\n${document.slice(after)}`)
}
