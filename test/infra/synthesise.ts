import { renameSync, writeFileSync } from 'node:fs'
import * as z from 'zod'
import { configurationSchema } from '../../infra/configuration.ts'
import { synthesise } from '../../infra/synthesise.ts'
import { withBundles } from './bundle-folders.ts'

// node test/infra/synthesise.ts <configurations by the files for their results, in JSON>

const wanted = z.record(z.string(), configurationSchema).parse(JSON.parse(process.argv[2] ?? ''))

for (const [file, configuration] of Object.entries(wanted)) {
  const made = withBundles((bundles) => synthesise(configuration, bundles))
  // Two may write the same file concurrently, and nobody may read half of it.
  const own = `${file}.${process.pid}`
  writeFileSync(own, JSON.stringify(made))
  renameSync(own, file)
}
