import { resolve } from 'node:path'
import { buildSync, type Metafile } from 'esbuild'
import { functionNames } from './functions.ts'

const root = resolve(import.meta.dirname, '..')

/**
 * Bundles every function from `functions/<name>/handler.ts` into `<directory>/<name>/index.mjs`, source map beside it.
 * Returns esbuild's account of what went where; throws with esbuild's messages when one does not build.
 */
export const bundleFunctions = (directory: string): Metafile =>
  buildSync({
    absWorkingDir: root,
    entryPoints: functionNames.map((name) => ({ in: `functions/${name}/handler.ts`, out: `${name}/index` })),
    outdir: directory,
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
    loader: { '.css': 'text', '.svg': 'text' },
    logLevel: 'warning',
    metafile: true,
  }).metafile
