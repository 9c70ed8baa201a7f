import { runInNewContext } from 'node:vm'
import { type BuildOptions, build, type Plugin } from 'esbuild'
import * as z from 'zod'

const exportsSchema = z.record(z.string(), z.json())

/** A module's exports, as source text of a module without imports, and the project paths of everything they were computed from. */
const computedFrom = async (
  path: string,
  options: BuildOptions,
): Promise<{ readonly contents: string; readonly inputs: readonly string[] }> => {
  const { outputFiles, metafile } = await build({
    ...options,
    plugins: [],
    entryPoints: [path],
    splitting: false,
    // Jest's setup files cannot import a module from its text.
    format: 'iife',
    globalName: 'computed',
    sourcemap: false,
    write: false,
    outdir: 'computed',
    metafile: true,
  })
  const [output] = outputFiles
  const exported: unknown = runInNewContext(`${output?.text ?? ''};JSON.stringify(computed)`, { require: process.getBuiltinModule })
  return {
    contents: Object.entries(exportsSchema.parse(JSON.parse(String(exported))))
      .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)}`)
      .join('\n'),
    inputs: Object.keys(metafile.inputs),
  }
}

/**
 * Replaces modules named `*.computed.ts` in a bundle with their exported values, which must be JSON, leaving out their sources.
 * Afterwards `inputs` contains those sources, since esbuild does not know about them.
 */
export const computedModules = (): { readonly plugin: Plugin; readonly inputs: Set<string> } => {
  const inputs = new Set<string>()
  const plugin: Plugin = {
    name: 'computed-modules',
    setup: ({ onLoad, initialOptions }) => {
      onLoad({ filter: /\.computed\.ts$/ }, async ({ path }) => {
        const computed = await computedFrom(path, initialOptions)
        for (const input of computed.inputs) inputs.add(input)
        return { contents: computed.contents, loader: 'js' }
      })
    },
  }
  return { plugin, inputs }
}
