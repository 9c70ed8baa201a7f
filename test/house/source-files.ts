import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, posix } from 'node:path'

/** The root of the project. */
export const root = join(import.meta.dirname, '../..')

/** A file of the project, by its path from the root. */
export interface SourceFile {
  readonly path: string
  readonly text: string
  /** What it imports from the project, including types, as paths from the root. */
  readonly imports: readonly string[]
  /** The same without what it imports for types alone. */
  readonly runs: readonly string[]
  /** What it imports from elsewhere, as written. */
  readonly packages: readonly string[]
}

const isCode = (name: string): boolean => /\.(?:ts|js|cjs|mjs)$/.test(name)

/** Every file below a folder, by paths from the root. */
export const filesBelow = (folder: string): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => posix.join(folder, path.replaceAll('\\', '/')))
    .filter((path) => statSync(join(root, path)).isFile())

// `from '…'` of imports and exports, `import '…'` and `import('…')`, also over several lines.
const specifiers = /(?:\bfrom\s*|\bimport\s*\(\s*|^import\s+)'([^'\n]+)'/gm

// `import type …` and `import { type A, type B } …`
const forTypes = /^(?:import|export) (?:type [^']*?|\{(?:\s*type [^,}]+,?)+\s*\}) from '[^']+'/gm

const readSource = (path: string): SourceFile => {
  const text = readFileSync(join(root, path), 'utf8')
  const namedIn = (code: string) => [...new Set([...code.matchAll(specifiers)].map(([, specifier = '']) => specifier))]
  const isOwn = (specifier: string): boolean => specifier.startsWith('.')
  const ownIn = (code: string) =>
    namedIn(code)
      .filter(isOwn)
      .map((specifier) => posix.join(posix.dirname(path), specifier))
  const all = namedIn(text)
  return {
    path,
    text,
    imports: ownIn(text),
    runs: ownIn(text.replace(forTypes, '')),
    packages: all.filter((specifier) => !isOwn(specifier)),
  }
}

/** The code below these folders. */
export const sourcesBelow = (...folders: readonly string[]): readonly SourceFile[] =>
  folders.flatMap(filesBelow).filter(isCode).map(readSource)
