import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { buildSync } from 'esbuild'
import { bundleFunctions, bundleOptions } from '../../infra/bundle.ts'
import type { FunctionName } from '../../infra/functions.ts'

/**
 * What the functions are compared with. `client` is bundled as our functions are; `client as it comes` as anybody's handler would be,
 * with the AWS SDK's whole chain of credential providers.
 */
export type BaselineName = 'empty' | 'client' | 'client as it comes' | 'write'

export type BundleName = FunctionName | BaselineName

/** Where a bundle is in the folder of bundles. */
export const bundlePath = (folder: string, name: BundleName): string => join(folder, name, 'index.mjs')

const credentials = { '@aws-sdk/credential-provider-node': './test/bench/handlers/credentials.ts' }
// The chain has CommonJS in it, which asks for `require`.
const withRequire = { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" }

const entry = (source: string, name: BaselineName) => ({ in: `test/bench/handlers/${source}.ts`, out: `${name}/index` })

/** Bundles the functions and what they are compared with, all with the same options. */
export const bundleAll = (folder: string): void => {
  bundleFunctions(folder)
  const baselines = [entry('empty', 'empty'), entry('client', 'client'), entry('write', 'write')]
  buildSync({ ...bundleOptions, alias: credentials, entryPoints: baselines, outdir: folder })
  const asItComes = [entry('client', 'client as it comes')]
  buildSync({ ...bundleOptions, alias: {}, external: [], banner: withRequire, entryPoints: asItComes, outdir: folder })
}

/** Size of a bundle in kB (1000 bytes), as it is and compressed. */
export const sizeOf = (folder: string, name: BundleName): { readonly kB: number; readonly gzip: number } => {
  const bytes = readFileSync(bundlePath(folder, name))
  return { kB: bytes.length / 1000, gzip: gzipSync(bytes).length / 1000 }
}
