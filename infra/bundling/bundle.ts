import { rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type BuildOptions, build } from 'esbuild'
import { type FunctionName, functionNames } from '../functions.ts'
import { computedModules } from './computed-modules.ts'
import { joinChunks } from './joined-chunks.ts'

/** The bundling options shared by all functions. */
export const bundleOptions: BuildOptions = {
  absWorkingDir: resolve(import.meta.dirname, '../..'),
  outExtension: { '.js': '.mjs' },
  bundle: true,
  // Dynamic imports (`await import`) become separate files. In one file they would keep esbuild from dropping
  // the unused parts of everything they import.
  splitting: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  mainFields: ['module', 'main'],
  minify: true,
  sourcemap: 'linked',
  sourcesContent: false,
  legalComments: 'none',
  alias: {
    '@aws-sdk/credential-provider-node': './infra/bundling/lambda-credentials.ts',
    'mnemonist/lru-cache': './infra/bundling/endpoint-map.ts',
  },
  // The AWS SDK imports these on demand, for event streams and for browsers: none of our services needs them.
  external: ['@smithy/core/event-streams', 'bowser'],
  loader: { '.css': 'text', '.svg': 'text', '.woff2': 'file', '.ttf': 'file', '.wasm': 'file' },
  logLevel: 'warning',
}

// A function that imports CommonJS modules, such as the mail parser, needs `require` for Node's built-in ones.
const withRequire: readonly FunctionName[] = ['replies']
const requireBanner = "import{createRequire as plenaryRequire}from'node:module';const require=plenaryRequire(import.meta.url);"

/** The bundling options of a function. */
export const bundleOptionsOf = (name: FunctionName): BuildOptions =>
  withRequire.includes(name) ? { ...bundleOptions, banner: { js: requireBanner } } : bundleOptions

/**
 * Bundles a function from `functions/<name>/handler.ts` into the folder `<directory>/<name>`, with the handler in `index.mjs` and
 * source maps beside it. Resolves to the project paths of all source files used, and of those that bundle them; rejects with
 * esbuild's messages.
 */
export const bundleFunction = async (name: FunctionName, directory: string): Promise<readonly string[]> => {
  const outdir = join(directory, name)
  rmSync(outdir, { recursive: true, force: true })
  const entryPoints = [{ in: `functions/${name}/handler.ts`, out: 'index' }]
  const { plugin, inputs } = computedModules()
  const options = bundleOptionsOf(name)
  const { metafile } = await build({ ...options, plugins: [plugin], entryPoints, outdir, metafile: true })
  await joinChunks(outdir, metafile, options)
  // Files that a package excludes are listed by name, but do not exist.
  return [...new Set([...Object.keys(metafile.inputs), ...inputs, 'infra/bundling/bundle.ts', 'infra/bundling/joined-chunks.ts'])].filter(
    (input) => !input.startsWith('(disabled):'),
  )
}

/** Bundles each function into a folder below the directory. */
export const bundleFunctions = async (directory: string): Promise<void> => {
  // Loaded on demand: bundling a single function usually does not need the texts' compiler.
  const { writeTexts } = await import('../texts/write.ts')
  writeTexts()
  for (const name of functionNames) await bundleFunction(name, directory)
}
