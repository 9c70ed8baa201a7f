import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, posix } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import * as z from 'zod'
import { homeOf, layerNames, mayImport } from './layers.ts'
import { root, sourcesBelow } from './source-files.ts'

const reportSchema = z.object({ diagnostics: z.array(z.object({ location: z.object({ path: z.string() }) })) })

/** A file of each layer at each depth that it has, and of a function at its root and in a folder. */
const places = (): readonly string[] => {
  const folders = new Set(sourcesBelow('shared').map(({ path }) => posix.dirname(path)))
  const depths = layerNames.flatMap((layer) => {
    const nested = [...folders].some((folder) => folder.startsWith(`shared/${layer}/`))
    return [...(folders.has(`shared/${layer}`) ? [`shared/${layer}`] : []), ...(nested ? [`shared/${layer}/some-topic`] : [])]
  })
  return [...depths, 'functions/some', 'functions/some/some-topic']
}

const targets = [
  ...layerNames.map((layer) => `shared/${layer}/some.ts`),
  'functions/other/some.ts',
  'functions/other/some-topic/some.ts',
  'infra/some.ts',
]

interface Pair {
  readonly file: string
  readonly to: string
}

const pairs: readonly Pair[] = places().flatMap((folder) =>
  targets
    .filter((to) => homeOf(to) === undefined || homeOf(to) !== homeOf(`${folder}/some.ts`))
    .map((to) => ({ file: `${folder}/to-${to.replaceAll(/[/.]/g, '-')}.ts`, to })),
)

let folder = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'plenary-layers-'))
  copyFileSync(join(root, 'biome.json'), join(folder, 'biome.json'))
  for (const { file, to } of pairs) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), `import '${posix.relative(posix.dirname(file), to)}'\n`)
  }
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

const refused = (): ReadonlySet<string> => {
  const arguments_ = ['lint', '--only=style/noRestrictedImports', '--reporter=json', '--max-diagnostics=none', '--vcs-enabled=false', '.']
  try {
    const report = execFileSync(join(root, 'node_modules/.bin/biome'), arguments_, { cwd: folder, encoding: 'utf8', stdio: 'pipe' })
    return new Set(reportSchema.parse(JSON.parse(report)).diagnostics.map(({ location }) => location.path))
  } catch (fault) {
    const { stdout } = z.object({ stdout: z.string() }).parse(fault)
    return new Set(reportSchema.parse(JSON.parse(stdout)).diagnostics.map(({ location }) => location.path))
  }
}

test('the linter refuses every import between layers that is not allowed, and no other', () => {
  const said = refused()
  const describePair = ({ file, to }: Pair): string => `${posix.dirname(file)} → ${posix.dirname(to)}`
  expect(pairs.filter(({ file }) => said.has(file)).map(describePair)).toEqual(
    pairs.filter(({ file, to }) => !mayImport(file, to)).map(describePair),
  )
})
