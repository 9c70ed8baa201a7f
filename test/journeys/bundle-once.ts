import { mkdtempSync, rmSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundleFunctions } from '../../infra/bundling/bundle.ts'
import { startSynthesis } from '../../infra/local/template/synthesis.ts'
import { bundlesVariable } from '../make/plenary.ts'

/** What each journey would spend seconds on: the functions' bundles, the template, and what threads compile as they start. */
// biome-ignore lint/style/noDefaultExport: Jest calls what a setup file exports by default.
export default async (): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'plenary-bundles-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  // esbuild collects garbage all the time otherwise, which takes a fifth of its time.
  process.env['GOGC'] ??= '400'
  // The site's address is put in at each start.
  await Promise.all([bundleFunctions(folder), startSynthesis('http://localhost', folder).template])
  process.env[bundlesVariable] = folder
  // For Jest's processes, and for this one if it runs the tests itself.
  process.env['NODE_COMPILE_CACHE'] ??= join(folder, 'compiled')
  enableCompileCache(process.env['NODE_COMPILE_CACHE'])
}
