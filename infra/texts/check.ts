import { type Catalogue, readCatalogue, say } from './catalogue.ts'
import type { Argument, Message } from './message.ts'

/** The language that the others are translated from. */
const sourceLanguage = 'en'

/** English, its translations, and all problems, each in one line that names file and key. */
export interface ReadTexts {
  readonly source: Catalogue
  readonly translations: readonly Catalogue[]
  readonly problems: readonly string[]
}

const shown = (kind: Argument): string => (typeof kind === 'string' ? kind : kind.join(' or '))

const differences = (source: Message, translation: Message): readonly string[] => {
  // Unreadable texts are reported anyway.
  if (source.problems.length + translation.problems.length > 0) return []
  const names = new Set([...source.arguments.keys(), ...translation.arguments.keys()])
  return [...names].flatMap((name) => {
    const [wanted, found] = [source.arguments.get(name), translation.arguments.get(name)]
    if (found === undefined) return [`does not use {${name}}, which English does`]
    if (wanted === undefined) return [`uses {${name}}, which English does not`]
    return shown(wanted) === shown(found) ? [] : [`uses {${name}} as ${shown(found)}, English as ${shown(wanted)}`]
  })
}

const ownProblems = ({ texts, problems }: Catalogue): readonly string[] => [
  ...problems,
  ...[...texts.values()].flatMap((each) => each.message.problems.map((problem) => say(each, problem))),
]

/** The file of a translation that corresponds to an English one. */
const fileIn = (language: string, source: string): string => source.replace(/[^/]+(?=\/[^/]+$)/, language)

const againstSource = (source: Catalogue, { language, files, texts }: Catalogue): readonly string[] => {
  const holding = new Set([...texts.values()].map(({ file }) => file))
  const wanted = [...source.texts.values()].map(({ file, key }) => ({ file: fileIn(language, file), key }))
  const absent = source.files.map((file) => fileIn(language, file)).filter((file) => !files.includes(file))
  // A file without any texts is reported in one line.
  const missing = wanted.filter(({ file, key }) => !texts.has(key) && holding.has(file))
  const found = [...texts.values()].flatMap((each) => {
    const original = source.texts.get(each.key)
    if (original === undefined) return [say(each, 'is not an English text')]
    const file = fileIn(language, original.file)
    const elsewhere = each.file === file ? [] : [`belongs in ${file}`]
    return [...elsewhere, ...differences(original.message, each.message)].map((problem) => say(each, problem))
  })
  return [...absent.map((file) => say({ file, key: '' }, 'is missing')), ...missing.map((each) => say(each, 'is missing')), ...found]
}

/** Reads and checks the texts of a checkout in these languages. */
export const readTexts = (root: string, languages: readonly string[]): ReadTexts => {
  const source = readCatalogue(root, sourceLanguage)
  const translations = languages.filter((language) => language !== sourceLanguage).map((language) => readCatalogue(root, language))
  const problems = translations.flatMap((each) => [...ownProblems(each), ...againstSource(source, each)])
  return { source, translations, problems: [...ownProblems(source), ...problems] }
}
