import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type BuildOptions, build, type Metafile, type OutputFile, type Plugin } from 'esbuild'

const isModule = (file: string): boolean => file.endsWith('.mjs')

/** What each module of a folder imports as it starts, by file name. */
const staticImports = ({ outputs }: Metafile): ReadonlyMap<string, readonly string[]> =>
  new Map(
    Object.entries(outputs)
      .filter(([path]) => isModule(path))
      .map(([path, { imports }]) => [
        basename(path),
        imports.filter(({ kind, external }) => kind === 'import-statement' && external !== true).map((each) => basename(each.path)),
      ]),
  )

/** The modules loaded with another, itself included. */
const loadedWith = (name: string, imports: ReadonlyMap<string, readonly string[]>, found = new Set<string>()): ReadonlySet<string> => {
  if (found.has(name)) return found
  found.add(name)
  for (const each of imports.get(name) ?? []) loadedWith(each, imports, found)
  return found
}

/** A chunk's export as it is called where all are together. */
const joinedName = (chunk: string, name: string): string => `${chunk.replaceAll(/\W/g, '_')}_${name}`

const importPattern = /import\s*\{([^}]*)\}\s*from\s*"\.\/([\w-]+\.mjs)"/g

/** What modules import from each of the chunks by name. */
const importedNames = (texts: readonly string[], chunks: ReadonlySet<string>): ReadonlyMap<string, ReadonlySet<string>> => {
  const names = new Map<string, Set<string>>()
  for (const text of texts) {
    for (const [, list = '', chunk = ''] of text.matchAll(importPattern)) {
      if (!chunks.has(chunk)) continue
      const known = names.get(chunk) ?? new Set()
      names.set(chunk, known)
      for (const each of list.split(',')) known.add(each.trim().split(/\s+as\s+/)[0] ?? '')
    }
  }
  return names
}

const exportsFrom = (chunk: string, names: Iterable<string>, from: string, turn: (joined: string, name: string) => string): string =>
  `export {${[...names].map((name) => turn(joinedName(chunk, name), name)).join(',')}} from './${from}'`

const joined = async (directory: string, options: BuildOptions): Promise<readonly OutputFile[]> => {
  const { outputFiles } = await build({
    ...options,
    absWorkingDir: directory,
    alias: {},
    write: false,
    outdir: directory,
    // What has run already need not be imported for its effects.
    logOverride: { 'ignored-bare-import': 'silent' },
  })
  return outputFiles ?? []
}

/**
 * Puts everything that a bundle loads at its start into one file. esbuild makes a chunk of every combination of modules that are
 * loaded on demand, and each file costs a start its own resolving and linking. What is loaded on demand then imports from that one.
 * `metafile` describes the bundle in the directory, whose entry point is `index.mjs`.
 */
export const joinChunks = async (directory: string, metafile: Metafile, options: BuildOptions): Promise<void> => {
  const imports = staticImports(metafile)
  const atStart = loadedWith('index.mjs', imports)
  if (atStart.size < 4) return
  const onDemand = [...imports.keys()].filter((name) => !atStart.has(name))
  const textOf = (name: string): string => readFileSync(join(directory, name), 'utf8')
  const needed = importedNames(onDemand.map(textOf), atStart)

  const whole = [
    "export { handler } from './index.mjs'",
    ...[...needed].map(([chunk, names]) => exportsFrom(chunk, names, chunk, (each, name) => `${name} as ${each}`)),
  ]
  const external = [...(options.external ?? [])]
  const start = await joined(directory, {
    ...options,
    stdin: { contents: whole.join('\n'), resolveDir: directory, sourcefile: 'start.mjs' },
    entryNames: 'start-[hash]',
    splitting: false,
    external: [...external, ...onDemand.map((name) => `./${name}`)],
  })
  const startFile = basename(start.find(({ path }) => isModule(path))?.path ?? '')

  const fromStart: Plugin = {
    name: 'from-start',
    setup: ({ onResolve, onLoad }) => {
      onResolve({ filter: /^\.\/[\w-]+\.mjs$/ }, ({ path }) => {
        const chunk = basename(path)
        if (chunk === startFile) return { path, external: true }
        return atStart.has(chunk) ? { path: chunk, namespace: 'at-start', sideEffects: false } : undefined
      })
      onLoad({ filter: /.*/, namespace: 'at-start' }, ({ path }) => ({
        contents: exportsFrom(path, needed.get(path) ?? [], startFile, (each, name) => `${each} as ${name}`),
      }))
    },
  }
  const entryPoints = Object.entries(metafile.outputs)
    .filter(([path, { entryPoint }]) => entryPoint !== undefined && onDemand.includes(basename(path)))
    .map(([path]) => ({ in: join(directory, basename(path)), out: basename(path, '.mjs') }))
  const rest = await joined(directory, { ...options, entryPoints, plugins: [fromStart] })

  for (const file of readdirSync(directory)) if (/\.mjs(\.map)?$/.test(file)) rmSync(join(directory, file))
  for (const { path, contents } of [...start, ...rest]) writeFileSync(path, contents)
  writeFileSync(join(directory, 'index.mjs'), `export{handler}from"./${startFile}";\n`)
}
