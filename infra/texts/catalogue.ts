import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Message, readMessage } from './message.ts'

/** Where to find a text: `shared/texts/en/mail.json`, `mail.greeting`. */
interface Place {
  readonly file: string
  readonly key: string
}

export interface Text extends Place {
  readonly text: string
  readonly message: Message
}

/** All texts of a language by key, and the problems of the files that contain them. */
export interface Catalogue {
  readonly language: string
  readonly files: readonly string[]
  readonly texts: ReadonlyMap<string, Text>
  readonly problems: readonly string[]
}

export const say = ({ file, key }: Place, problem: string): string => (key === '' ? `${file} ${problem}` : `${file}: ${key} ${problem}`)

// JavaScript moves numeric keys to the front, and a dot separates nested keys.
const keyForm = /^[a-zA-Z][a-zA-Z0-9-]*$/

interface Found extends Place {
  readonly text?: string
  readonly problem?: string
}

/** The texts in a part of a file. */
const textsIn = (value: unknown, file: string, key: string): readonly Found[] => {
  if (typeof value === 'string') return [{ file, key, text: value }]
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return [{ file, key, problem: 'is neither a text nor a group of texts' }]
  return Object.entries(value).flatMap(([name, within]) => {
    const path = key === '' ? name : `${key}.${name}`
    if (!keyForm.test(name))
      return [{ file, key: path, problem: 'is not a valid key: use letters, digits and hyphens, and begin with a letter' }]
    return textsIn(within, file, path)
  })
}

const readFile = (root: string, file: string): readonly Found[] => {
  try {
    const found = textsIn(JSON.parse(readFileSync(join(root, file), 'utf8')), file, '')
    return found.length > 0 ? found : [{ file, key: '', problem: 'has no texts' }]
  } catch (fault) {
    return [{ file, key: '', problem: `is not JSON: ${fault instanceof Error ? fault.message : String(fault)}` }]
  }
}

/** Reads `<root>/shared/texts/<language>/*.json`, sorted by name. */
export const readCatalogue = (root: string, language: string): Catalogue => {
  const folder = `shared/texts/${language}`
  const names = existsSync(join(root, folder)) ? readdirSync(join(root, folder)).filter((name) => name.endsWith('.json')) : []
  const files = names.sort().map((name) => `${folder}/${name}`)
  const problems: string[] = []
  const texts = new Map<string, Text>()
  for (const { file, key, text, problem } of files.flatMap((each) => readFile(root, each))) {
    const other = texts.get(key)
    if (problem !== undefined) problems.push(say({ file, key }, problem))
    if (other !== undefined) problems.push(say({ file, key }, `is also in ${other.file}`))
    if (text !== undefined) texts.set(key, { file, key, text, message: readMessage(text, language) })
  }
  return { language, files, texts, problems }
}
