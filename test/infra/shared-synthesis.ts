import { execFile, execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import * as z from 'zod'
import type { ConfigurationInput } from '../../infra/configuration.ts'
import { stackTemplateSchema } from '../../infra/stacks/joined-template.ts'

/** The variable with the folder in which test files share what one of them has synthesised. */
const folderVariable = 'SYNTHESES_OF_TESTS'

const project = resolve(import.meta.dirname, '../..')
const sources = ['cdk.json', 'package-lock.json', '{infra,functions,shared}/**/*.{ts,json}']

/** Opens that folder for all test files of this run; it is deleted with this process. */
export const openSyntheses = (): string => {
  const opened = process.env[folderVariable]
  if (opened !== undefined) return opened
  const folder = mkdtempSync(join(tmpdir(), 'plenary-syntheses-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  process.env[folderVariable] = folder
  return folder
}

/** Where a synthesis is stored: elsewhere as soon as any file it may depend on has changed. */
const fileFor = (configuration: ConfigurationInput): string => {
  const hash = createHash('sha256').update(JSON.stringify(configuration))
  for (const path of globSync(sources, { cwd: project }).toSorted()) hash.update(`${path} ${statSync(join(project, path)).mtimeMs}\n`)
  return join(openSyntheses(), `${hash.digest('hex')}.json`)
}

// In a separate process, where CDK loads several times faster than within Jest.
const command = (
  configuration: ConfigurationInput,
  file: string,
): readonly [string, readonly string[], { readonly env: NodeJS.ProcessEnv }] => [
  process.execPath,
  ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'synthesise.ts'), JSON.stringify(configuration), file],
  { env: { ...process.env, NODE_OPTIONS: '' } },
]

/** Synthesises a configuration's stacks in the background, for later use. */
export const prepareSynthesis = async (configuration: ConfigurationInput): Promise<void> => {
  const file = fileFor(configuration)
  if (!existsSync(file)) await promisify(execFile)(...command(configuration, file))
}

const synthesisSchema = z.object({
  template: stackTemplateSchema.pick({ Resources: true }),
  stacks: z.record(z.string(), stackTemplateSchema),
})

/** The stacks of a configuration, synthesised once for all test files. */
export const sharedSynthesis = (configuration: ConfigurationInput): z.infer<typeof synthesisSchema> => {
  const file = fileFor(configuration)
  if (!existsSync(file)) execFileSync(...command(configuration, file))
  return synthesisSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
}
