import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stackTemplate, templateVariable } from './template.ts'

/** Synthesises before the first test file what each would take seconds to synthesise for itself. */
// biome-ignore lint/style/noDefaultExport: Jest calls what a setup file exports by default.
export default async (): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'plenary-template-'))
  const file = join(folder, 'template.json')
  writeFileSync(file, JSON.stringify(await stackTemplate()))
  process.env[templateVariable] = file
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
}
