import MessageFormat from '@messageformat/core'
import compileModule from '@messageformat/core/compile-module.js'
import { languages } from '../../shared/domain/basics/language.ts'
import type { Catalogue, Text } from './catalogue.ts'
import { readTexts } from './check.ts'
import type { Argument } from './message.ts'

/** Texts under nested keys, as in the files. */
type Tree = { [key: string]: string | Tree }

/** The group of texts with these keys, created if it is not there yet. */
const branchAt = (root: Tree, names: readonly string[]): Tree =>
  names.reduce((branch, name) => {
    const next = branch[name]
    if (typeof next === 'object') return next
    const made: Tree = {}
    branch[name] = made
    return made
  }, root)

/** The texts in the order of the English ones, because a translation tool may sort the files differently. */
const treeOf = (source: Catalogue, { texts } = source): Tree => {
  const root: Tree = {}
  for (const key of source.texts.keys()) {
    const names = key.split('.')
    const last = names.pop() ?? ''
    const text = texts.get(key)
    if (text !== undefined) branchAt(root, names)[last] = text.text
  }
  return root
}

const notice = '// Generated from shared/texts/<language>/*.json by infra/texts. Do not edit.\n'

// The compiler makes a function of every text. Those without arguments become strings again.
const plainTexts = (module: string): string => module.replaceAll(/: \(\) => ("(?:[^"\\]|\\.)*")/g, ': $1')

const moduleOf = (source: Catalogue, catalogue: Catalogue): string => {
  const messages = treeOf(source, catalogue)
  const module = compileModule(new MessageFormat(catalogue.language, { strict: true }), messages)
  return `// @ts-nocheck\n${notice}${plainTexts(module).replace('export default', 'export const texts =')}\n`
}

const typeOf = (kind: Argument): string =>
  kind === 'number' ? 'number' : kind === 'text' ? 'string' : kind.map((word) => JSON.stringify(word)).join(' | ')

const signatureOf = ({ message }: Text): string => {
  const given = [...message.arguments].map(([name, kind]) => `readonly ${name}: ${typeOf(kind)}`)
  return given.length === 0 ? 'string' : `(given: { ${given.join('; ')} }) => string`
}

/** The type of the texts, with the English text as the comment that editors show. */
const typesOf = (source: Catalogue, tree: Tree, path: readonly string[] = []): string => {
  const members = Object.entries(tree).map(([name, value]) => {
    const key = [...path, name]
    const text = source.texts.get(key.join('.'))
    if (typeof value === 'object') return `readonly ${JSON.stringify(name)}: ${typesOf(source, value, key)}`
    return text && `/** ${text.text.replaceAll('*/', '*\\/')} */\nreadonly ${JSON.stringify(name)}: ${signatureOf(text)}`
  })
  return `{\n${members.join('\n')}\n}`
}

/** Compiles the texts of a checkout into modules, by file name. Throws an error that lists all problems of the texts. */
export const compileTexts = (root: string): ReadonlyMap<string, string> => {
  const { source, translations, problems } = readTexts(root, languages)
  if (problems.length > 0) throw new Error(`Some texts are not valid (see docs/translating.md):\n${problems.join('\n')}`)
  const loaders = languages.map((language) => `  ${language}: async () => (await import('./${language}.js')).texts,`)
  const language = languages.map((each) => `'${each}'`).join(' | ')
  return new Map([
    ['catalogues.js', `${notice}export const catalogues = {\n${loaders.join('\n')}\n}\n`],
    [
      'catalogues.d.ts',
      `${notice}export interface Texts ${typesOf(source, treeOf(source))}

export declare const catalogues: Readonly<Record<${language}, () => Promise<Texts>>>
`,
    ],
    ...[source, ...translations].map((each) => [`${each.language}.js`, moduleOf(source, each)] as const),
  ])
}
