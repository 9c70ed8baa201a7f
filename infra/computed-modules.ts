import { type BuildOptions, build, type Plugin } from 'esbuild'

/** What a module exports, as the texts of a module without imports, and the paths in the project of all that it was computed from. */
const computedFrom = async (
  path: string,
  options: BuildOptions,
): Promise<{ readonly contents: string; readonly inputs: readonly string[] }> => {
  const { outputFiles, metafile } = await build({
    ...options,
    plugins: [],
    entryPoints: [path],
    splitting: false,
    sourcemap: false,
    write: false,
    outdir: 'computed',
    metafile: true,
  })
  const [output] = outputFiles
  const exported: Record<string, unknown> = await import(`data:text/javascript,${encodeURIComponent(output?.text ?? '')}`)
  return {
    contents: Object.entries(exported)
      .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)}`)
      .join('\n'),
    inputs: Object.keys(metafile.inputs),
  }
}

/**
 * Puts into a bundle what modules named `*.computed.ts` export, without what they compute it from; their exports have to be JSON.
 * Whatever it was computed from is in `inputs` afterwards, since esbuild does not know of it.
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
