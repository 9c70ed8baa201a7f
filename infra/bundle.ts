import { rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type BuildOptions, build } from 'esbuild'
import { computedModules } from './computed-modules.ts'
import { type FunctionName, functionNames } from './functions.ts'

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
  loader: { '.css': 'text', '.svg': 'text', '.woff2': 'file' },
  logLevel: 'warning',
}

// A function that imports CommonJS modules, as the parser of mails is made of, needs `require` for Node's own ones.
const withRequire: readonly FunctionName[] = ['replies']
const requireBanner = "import{createRequire as plenaryRequire}from'node:module';const require=plenaryRequire(import.meta.url);"

/** How a function is bundled. */
export const bundleOptionsOf = (name: FunctionName): BuildOptions =>
  withRequire.includes(name) ? { ...bundleOptions, banner: { js: requireBanner } } : bundleOptions

/**
 * Bundles a function from `functions/<name>/handler.ts` into the folder `<directory>/<name>`, whose `index.mjs` has the handler, with
 * source maps beside. Resolves to the paths in the project of all files that it was made from; rejects with esbuild's messages.
 */
export const bundleFunction = async (name: FunctionName, directory: string): Promise<readonly string[]> => {
  const outdir = join(directory, name)
  rmSync(outdir, { recursive: true, force: true })
  const entryPoints = [{ in: `functions/${name}/handler.ts`, out: 'index' }]
  const { plugin, inputs } = computedModules()
  const { metafile } = await build({ ...bundleOptionsOf(name), plugins: [plugin], entryPoints, outdir, metafile: true })
  // What a package leaves out has a name, but is no file.
  return [...new Set([...Object.keys(metafile.inputs), ...inputs])].filter((input) => !input.startsWith('(disabled):'))
}

/** Bundles every function into a folder of its own below the directory. */
export const bundleFunctions = async (directory: string): Promise<void> => {
  // Most of those who bundle one function have nothing to do with the texts' compiler.
  const { writeTexts } = await import('./texts/write.ts')
  writeTexts()
  for (const name of functionNames) await bundleFunction(name, directory)
}
