import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { build, stop } from 'esbuild'
import * as z from 'zod'
import { bundleOptions } from '../../../infra/bundling/bundle.ts'
import { joinChunks } from '../../../infra/bundling/joined-chunks.ts'

let folder = ''
let bundle = ''

const sources = {
  'a.js': 'export const state = { changed: 0 }\nexport const a = () => state.changed',
  'b.js': "export const b = () => 'b'",
  'c.js': "export const c = () => 'c'\nexport const notUsed = () => 'nobody calls this'",
  // Each is a chunk of its own, because different modules share them.
  'handler.js': `import { a } from './a.js'
import { b } from './b.js'
import { c } from './c.js'
const pages = { ab: () => import('./ab.js'), bc: () => import('./bc.js'), ca: () => import('./ca.js'), wrong: () => import('./wrong.js') }
export const handler = async (page) => page === 'start' ? [a(), b(), c()] : (await pages[page]()).page()`,
  'ab.js':
    "import { state, a } from './a.js'\nimport { b } from './b.js'\nexport const page = () => { state.changed += 1; return [a(), b()] }",
  'bc.js': "import { b } from './b.js'\nimport { c } from './c.js'\nexport const page = () => [b(), c()]",
  'ca.js':
    "import { c } from './c.js'\nimport { a } from './a.js'\nexport const page = async () => [c(), a(), ...(await (await import('./bc.js')).page())]",
  'wrong.js': "import { c } from './c.js'\nexport const page = () => { throw new Error(c()) }",
}

const isModule = (file: string): boolean => file.endsWith('.mjs')
const moduleSchema = z.object({ handler: z.custom<(page: string) => Promise<unknown>>((value) => typeof value === 'function') })
const load = async () => moduleSchema.parse(await import(pathToFileURL(join(bundle, 'index.mjs')).href)).handler

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'plenary-chunks-'))
  bundle = join(folder, 'bundle')
  mkdirSync(bundle)
  for (const [name, text] of Object.entries(sources)) writeFileSync(join(folder, name), text)
  const { metafile } = await build({
    ...bundleOptions,
    absWorkingDir: folder,
    alias: {},
    entryPoints: [{ in: 'handler.js', out: 'index' }],
    outdir: bundle,
    metafile: true,
  })
  await joinChunks(bundle, metafile, bundleOptions)
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await stop()
})

test('a function starts with one file beside the one that Lambda names', () => {
  const [, start = ''] = /^export\{handler\}from"\.\/(start-\w+\.mjs)";\n$/.exec(readFileSync(join(bundle, 'index.mjs'), 'utf8')) ?? []
  expect(existsSync(join(bundle, start))).toBe(true)
  expect(readFileSync(join(bundle, start), 'utf8')).not.toMatch(/\bfrom\s*"\.\//)
})

test('what is loaded on demand uses the same modules, and so the same state', async () => {
  const handler = await load()
  expect(await handler('start')).toEqual([0, 'b', 'c'])
  expect(await handler('ab')).toEqual([1, 'b'])
  expect(await handler('ab')).toEqual([2, 'b'])
  expect(await handler('bc')).toEqual(['b', 'c'])
  expect(await handler('ca')).toEqual(['c', 2, 'b', 'c'])
  expect(await handler('start')).toEqual([2, 'b', 'c'])
})

test('nothing is there twice, and what nobody uses is gone', () => {
  const texts = readdirSync(bundle)
    .filter(isModule)
    .map((file) => readFileSync(join(bundle, file), 'utf8'))
  expect(texts.filter((text) => text.includes('changed:0'))).toHaveLength(1)
  expect(texts.join('')).not.toContain('nobody calls this')
})

test('every file has a map that leads to its sources', () => {
  const files = readdirSync(bundle).filter((file) => isModule(file) && file !== 'index.mjs')
  const mapSchema = z.object({ sources: z.array(z.string()) })
  const mapped = files.flatMap((file) => mapSchema.parse(JSON.parse(readFileSync(join(bundle, `${file}.map`), 'utf8'))).sources)
  expect(mapped.map((path) => path.replace(/^.*\//, '')).toSorted()).toEqual(expect.arrayContaining(Object.keys(sources)))
  expect(mapped.filter((path) => isModule(path) && !path.startsWith('at-start:'))).toEqual([])
})
