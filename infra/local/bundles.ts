import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { stop as stopEsbuild } from 'esbuild'
import { bundleFunction, bundleOptionsOf } from '../bundling/bundle.ts'
import { type FunctionName, functionNames } from '../functions.ts'
import { StartError } from './cannot-start.ts'
import { compileChangedTexts } from './compiled-texts.ts'
import { keep, madeBefore } from './made-from.ts'

/** The functions' bundles, in a folder as `<name>/index.mjs`. */
export interface Bundles {
  readonly folder: string
  /** Resolves when the function's bundle is up to date. Rejects with a `StartError` if it does not build. */
  readonly ready: (name: string) => Promise<void>
  /** Resolves when all are. */
  readonly all: () => Promise<void>
  readonly stop: () => Promise<void>
}

// The first page needs these. The others are built on demand, or when there is time.
const first: readonly FunctionName[] = ['attendee', 'assets']

/** Bundles built elsewhere. */
export const bundlesMade = (folder: string): Bundles => ({
  folder,
  ready: async () => undefined,
  all: async () => undefined,
  stop: async () => undefined,
})

const bringUpToDate = async (folder: string, name: string): Promise<void> => {
  const known = functionNames.find((each) => each === name)
  if (known === undefined) throw new Error(`there is no function ${name}`)
  const record = join(folder, `${name}.json`)
  const key = JSON.stringify([bundleOptionsOf(known), process.version])
  if (madeBefore(record, key) !== undefined && existsSync(join(folder, name, 'index.mjs'))) return
  rmSync(record, { force: true })
  const inputs = await bundleFunction(known, folder).catch(() => {
    throw new StartError(`functions/${name} does not build; the lines above say why.`)
  })
  keep(record, { key, inputs }, true)
}

/** Starts building the functions; those whose sources are unchanged since the last build are reused. */
export const startBundles = (folder: string): Bundles => {
  const begun = new Map<string, Promise<void>>()
  const texts = compileChangedTexts(folder)
  const ready = (name: string): Promise<void> => {
    const bundle = begun.get(name) ?? texts.then(() => bringUpToDate(folder, name))
    // Callers waiting for it get the fault.
    bundle.catch(() => undefined)
    begun.set(name, bundle)
    return bundle
  }
  for (const name of first) void ready(name)
  return {
    folder,
    ready,
    all: async () => {
      // One by one: esbuild uses all cores for one, and 100 MB for each.
      for (const name of functionNames) await ready(name)
      // It occupies hundreds of megabytes that are no longer needed.
      await stopEsbuild()
    },
    stop: async () => stopEsbuild(),
  }
}
