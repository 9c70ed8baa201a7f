import { expect, test } from '@jest/globals'
import { buildSync, type Metafile } from 'esbuild'
import { bundleOptions } from '../../infra/bundling/bundle.ts'

/** The modules in a bundle's file and its static imports. */
const loaded = ({ outputs }: Metafile, file: string, seen = new Set<string>()): readonly string[] => {
  const output = outputs[file]
  if (output === undefined || seen.has(file)) return []
  seen.add(file)
  const atOnce = output.imports.filter(({ kind }) => kind !== 'dynamic-import')
  return [...Object.keys(output.inputs), ...atOnce.flatMap(({ path }) => loaded({ inputs: {}, outputs }, path, seen))]
}

const functions = ['attendee', 'organiser', 'steering']
const { metafile } = buildSync({
  ...bundleOptions,
  minify: false,
  sourcemap: false,
  entryPoints: functions.map((name) => ({ in: `functions/${name}/handler.ts`, out: name })),
  outdir: 'bundles',
  write: false,
  metafile: true,
})

test.each(functions)('%s starts without loading the API’s texts and examples', (name) => {
  const modules = loaded(metafile, `bundles/${name}.mjs`)
  expect(modules).toContain('shared/api/operations.ts')
  expect(modules.filter((path) => /\/api\/description\/|api-view|openapi-document/.test(path))).toEqual([])
})
