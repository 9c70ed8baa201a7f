import { execFile, execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import * as z from 'zod'
import type { ConfigurationInput } from '../../infra/configuration.ts'
import { stackTemplateSchema } from '../../infra/stacks/joined-template.ts'

/** The variable with the folder in which test files share what one of them has synthesised. */
const folderVariable = 'SYNTHESES_OF_TESTS'

const project = resolve(import.meta.dirname, '../..')
const sources = ['cdk.json', 'package-lock.json', '{infra,functions,shared}/**/*.{ts,json}']

/** Opens that folder for all test files of this run: another as soon as a source has changed. It is deleted with this process. */
export const openSyntheses = (): string => {
  const hash = createHash('sha256')
  for (const path of globSync(sources, { cwd: project }).toSorted()) hash.update(`${path} ${statSync(join(project, path)).mtimeMs}\n`)
  const opened = process.env[folderVariable]
  const all = opened === undefined ? mkdtempSync(join(tmpdir(), 'plenary-syntheses-')) : dirname(opened)
  if (opened === undefined) process.once('exit', () => rmSync(all, { recursive: true, force: true }))
  const folder = join(all, hash.digest('hex'))
  mkdirSync(folder, { recursive: true })
  process.env[folderVariable] = folder
  return folder
}

const fileFor = (configuration: ConfigurationInput): string =>
  join(process.env[folderVariable] ?? openSyntheses(), `${createHash('sha256').update(JSON.stringify(configuration)).digest('hex')}.json`)

// In a separate process, where CDK loads several times faster than within Jest.
const command = (wanted: readonly ConfigurationInput[]): readonly [string, readonly string[], { readonly env: NodeJS.ProcessEnv }] => [
  process.execPath,
  [
    '--disable-warning=ExperimentalWarning',
    join(import.meta.dirname, 'synthesise.ts'),
    JSON.stringify(Object.fromEntries(wanted.map((each) => [fileFor(each), each]))),
  ],
  { env: { ...process.env, NODE_OPTIONS: '' } },
]

/** Synthesises the stacks of some configurations in the background, for later use. */
export const prepareSyntheses = async (configurations: readonly ConfigurationInput[]): Promise<void> => {
  const missing = configurations.filter((each) => !existsSync(fileFor(each)))
  if (missing.length > 0) await promisify(execFile)(...command(missing))
}

const synthesisSchema = z.object({
  template: stackTemplateSchema.pick({ Resources: true }),
  stacks: z.record(z.string(), stackTemplateSchema),
  kept: z.array(z.string()),
})

/** The stacks of a configuration, synthesised once for all test files. */
export const sharedSynthesis = (configuration: ConfigurationInput): z.infer<typeof synthesisSchema> => {
  const file = fileFor(configuration)
  if (!existsSync(file)) execFileSync(...command([configuration]))
  return synthesisSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
}
