import { beforeAll, describe, expect, test } from '@jest/globals'
import { buildSync, type Metafile } from 'esbuild'
import { bundleOptions } from '../../infra/bundling/bundle.ts'
import { functionNames } from '../../infra/functions.ts'
import { languages } from '../../shared/domain/basics/language.ts'
import { mailOf } from '../../shared/mail/rendered-mail.ts'
import { textsIn } from '../../shared/texts/texts.ts'
import { links, makeMessage } from '../mail/make-message.ts'

const moduleOf = (language: string): string => `shared/texts/compiled/${language}.js`

/** What a bundle loads before it is called: its own file and its static imports. */
const loadedAtOnce = ({ outputs }: Metafile, path: string, seen = new Set<string>()): ReadonlySet<string> => {
  if (seen.has(path)) return seen
  seen.add(path)
  for (const imported of outputs[path]?.imports ?? [])
    if (imported.kind === 'import-statement') loadedAtOnce({ inputs: {}, outputs }, imported.path, seen)
  return seen
}

describe('of the bundles', () => {
  let built: Metafile = { inputs: {}, outputs: {} }
  beforeAll(() => {
    const entryPoints = functionNames.map((name) => ({ in: `functions/${name}/handler.ts`, out: name }))
    // Without minifying, which changes nothing here.
    built = buildSync({
      ...bundleOptions,
      minify: false,
      sourcemap: false,
      entryPoints,
      outdir: '.',
      write: false,
      metafile: true,
    }).metafile
  })

  test.each(functionNames)('that of %s has no texts of any language when it starts', (name) => {
    const files = [...loadedAtOnce(built, `${name}.mjs`)]
    const sources = files.flatMap((file) => Object.keys(built.outputs[file]?.inputs ?? {}))
    expect([files.length > 0 && sources.length > 1, sources.filter((source) => languages.map(moduleOf).includes(source))]).toEqual([
      true,
      [],
    ])
  })

  test('each language is a separate file', () => {
    const files = Object.values(built.outputs).map(({ inputs }) => languages.filter((language) => moduleOf(language) in inputs))
    expect(files.filter((found) => found.length > 0).sort()).toEqual(languages.map((language) => [language]).sort())
  })
})

test('texts not loaded are a fault that says what to do, not texts in another language', () => {
  expect(() => textsIn('fr')).toThrow('The texts of "fr" are not loaded: await loadTexts(\'fr\') first.')
})

test('a mail loads the language of its recipient, and no other', async () => {
  const { subject } = await mailOf(makeMessage({ language: 'fr' }), links)
  expect(subject).toBe(textsIn('fr').mail.confirmation.subject({ title: 'Building Market Demand' }))
  expect(() => textsIn('en')).toThrow('"en"')
})
