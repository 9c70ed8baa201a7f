import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { type BuildOptions, buildSync } from 'esbuild'
import { bundleFunctions, bundleOptions } from '../../infra/bundling/bundle.ts'
import type { FunctionName } from '../../infra/functions.ts'

/**
 * What the functions are compared with. `client` is bundled like our functions; `client as it comes` as any handler would be,
 * with the AWS SDK's whole chain of credential providers.
 */
export type BaselineName = 'empty' | 'client' | 'client as it comes' | 'write' | 'one-counter' | 'store-calls'

export type BundleName = FunctionName | BaselineName

/** A bundle's place in the folder of bundles. */
export const bundlePath = (folder: string, name: BundleName): string => join(folder, name, 'index.mjs')

const credentials = { '@aws-sdk/credential-provider-node': './test/bench/handlers/credentials.ts' }
// The chain includes CommonJS, which needs `require`.
const withRequire = { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" }

interface Baseline {
  readonly source: string
  readonly options?: BuildOptions
}

const baselines: Readonly<Record<BaselineName, Baseline>> = {
  empty: { source: 'empty' },
  client: { source: 'client', options: { alias: credentials } },
  'client as it comes': { source: 'client', options: { alias: {}, external: [], splitting: false, banner: withRequire } },
  write: { source: 'write', options: { alias: credentials } },
  'one-counter': { source: 'one-counter', options: { alias: credentials } },
  'store-calls': { source: 'store-calls', options: { alias: credentials } },
}

/** Bundles the functions and their baselines, all with the same options. */
export const bundleAll = async (folder: string): Promise<void> => {
  await bundleFunctions(folder)
  for (const [name, { source, options = {} }] of Object.entries(baselines)) {
    const entryPoints = [{ in: `test/bench/handlers/${source}.ts`, out: 'index' }]
    buildSync({ ...bundleOptions, ...options, entryPoints, outdir: join(folder, name) })
  }
}

/** The text of a module and its static imports; dynamic imports are not included. */
const loadedTexts = (path: string, seen = new Set<string>()): readonly string[] => {
  if (seen.has(path)) return []
  seen.add(path)
  const text = readFileSync(path, 'utf8')
  const imported = [...text.matchAll(/(?:from|import)\s*"\.\/([\w-]+\.mjs)"/g)].map(([, file = '']) => join(dirname(path), file))
  return [text, ...imported.flatMap((each) => loadedTexts(each, seen))]
}

/** Size in kB (1000 bytes) of what a function loads at start, plain and compressed. */
export const sizeOf = (folder: string, name: BundleName): { readonly kB: number; readonly gzip: number } => {
  const text = loadedTexts(bundlePath(folder, name)).join('')
  return { kB: Buffer.byteLength(text) / 1000, gzip: gzipSync(text).length / 1000 }
}
