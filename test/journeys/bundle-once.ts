import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundleFunctions } from '../../infra/bundling/bundle.ts'
import { bundlesVariable } from '../make/plenary.ts'

/** Bundles the functions before the first journey, which takes as long as some of the journeys. */
// biome-ignore lint/style/noDefaultExport: Jest calls what a setup file exports by default.
export default async (): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'plenary-bundles-'))
  await bundleFunctions(folder)
  process.env[bundlesVariable] = folder
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
}
