import { rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type BuildOptions, buildSync } from 'esbuild'
import { type FunctionName, functionNames } from './functions.ts'
import { writeTexts } from './texts/write.ts'

/** How every function is bundled, as far as it is the same for all. */
export const bundleOptions: BuildOptions = {
  absWorkingDir: resolve(import.meta.dirname, '..'),
  outExtension: { '.js': '.mjs' },
  bundle: true,
  // What is imported on demand (`await import`) becomes a file of its own. In the same file it would keep esbuild from leaving out
  // the unused parts of all that it imports in turn.
  splitting: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  mainFields: ['module', 'main'],
  minify: true,
  sourcemap: 'linked',
  sourcesContent: false,
  legalComments: 'none',
  alias: { '@aws-sdk/credential-provider-node': './infra/lambda-credentials.ts' },
  // The AWS SDK imports these on demand, for event streams and for browsers: neither DynamoDB nor SES nor Lambda has any.
  external: ['@smithy/core/event-streams', 'bowser'],
  loader: { '.css': 'text', '.svg': 'text' },
  logLevel: 'warning',
}

// A function that imports CommonJS modules, as the parser of mails is made of, needs `require` for Node's own ones.
const withRequire: readonly FunctionName[] = ['replies']
const requireBanner = "import{createRequire as plenaryRequire}from'node:module';const require=plenaryRequire(import.meta.url);"

/** How a function is bundled. */
const bundleOptionsOf = (name: FunctionName): BuildOptions =>
  withRequire.includes(name) ? { ...bundleOptions, banner: { js: requireBanner } } : bundleOptions

/**
 * Bundles every function from `functions/<name>/handler.ts` into the folder `<directory>/<name>`, whose `index.mjs` has the handler,
 * with source maps beside. Throws with esbuild's messages when one does not build.
 */
export const bundleFunctions = (directory: string): void => {
  writeTexts()
  for (const name of functionNames) {
    const outdir = join(directory, name)
    rmSync(outdir, { recursive: true, force: true })
    buildSync({ ...bundleOptionsOf(name), entryPoints: [{ in: `functions/${name}/handler.ts`, out: 'index' }], outdir })
  }
}
