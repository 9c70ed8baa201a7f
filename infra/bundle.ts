import { resolve } from 'node:path'
import { type BuildOptions, buildSync, type Metafile } from 'esbuild'
import { functionNames } from './functions.ts'

/** How every function is bundled. */
export const bundleOptions: BuildOptions & { readonly metafile: true } = {
  absWorkingDir: resolve(import.meta.dirname, '..'),
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  mainFields: ['module', 'main'],
  minify: true,
  sourcemap: 'linked',
  sourcesContent: false,
  legalComments: 'none',
  alias: { '@aws-sdk/credential-provider-node': './infra/lambda-credentials.ts' },
  // The SDK imports this on the first event stream, of which DynamoDB and SES have none. Bundled, it would keep esbuild from
  // leaving out the unused parts of all that it imports in turn.
  external: ['@smithy/core/event-streams'],
  loader: { '.css': 'text', '.svg': 'text' },
  logLevel: 'warning',
  metafile: true,
}

/**
 * Bundles every function from `functions/<name>/handler.ts` into `<directory>/<name>/index.mjs`, source map beside it.
 * Returns esbuild's account of what went where; throws with esbuild's messages when one does not build.
 */
export const bundleFunctions = (directory: string): Metafile =>
  buildSync({
    ...bundleOptions,
    entryPoints: functionNames.map((name) => ({ in: `functions/${name}/handler.ts`, out: `${name}/index` })),
    outdir: directory,
  }).metafile
