import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import * as z from 'zod'

// Build results are cached with the hashes of their source files, and rebuilt as soon as one differs.

const project = resolve(import.meta.dirname, '../..')

// These decide what an import means, in every file.
const always = ['package.json', 'tsconfig.json', 'node_modules/.package-lock.json']

// File systems round times, some to two seconds.
const coarsestTime = 2000

/** What else determines the result, such as options, and the source files by project path. */
export interface Origin {
  readonly key: string
  readonly inputs: readonly string[]
}

const recordSchema = z.object({ key: z.string(), inputs: z.record(z.string(), z.string()), made: z.unknown() })

// Many bundles use the same files.
const hashes = new Map<string, { readonly state: string; readonly hash: string }>()

const hashOf = (input: string): string => {
  const path = join(project, input)
  const { ino, size, mtimeMs } = statSync(path)
  const state = [ino, size, mtimeMs].join()
  const known = hashes.get(input)
  if (known?.state === state) return known.hash
  const hash = createHash('sha256').update(readFileSync(path)).digest('base64')
  hashes.set(input, { state, hash })
  return hash
}

/** What `keep` stored in the file, if all its sources are unchanged; undefined otherwise. */
export const madeBefore = (file: string, key: string): { readonly made: unknown } | undefined => {
  try {
    const record = recordSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
    const same = record.key === key && Object.entries(record.inputs).every(([input, hash]) => hashOf(input) === hash)
    return same ? { made: record.made } : undefined
  } catch {
    // A missing record or source is not worth mentioning: it is rebuilt.
    return undefined
  }
}

/** Stores something for later starts, unless a file changed during this one: then it is unclear which content was read. */
export const keep = (file: string, { key, inputs }: Origin, made: unknown): void => {
  const files = [...new Set([...always, ...inputs])]
  const since = performance.timeOrigin - coarsestTime
  try {
    if (files.some((input) => statSync(join(project, input)).mtimeMs > since)) return
    const record = { key, inputs: Object.fromEntries(files.map((input) => [input, hashOf(input)])), made }
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(`${file}.${process.pid}`, JSON.stringify(record))
    renameSync(`${file}.${process.pid}`, file)
  } catch {
    // This start goes on without it; the next one takes longer.
  }
}
