import { renameSync, writeFileSync } from 'node:fs'
import { configurationSchema } from '../../infra/configuration.ts'
import { synthesise } from '../../infra/synthesise.ts'
import { withBundles } from './bundle-folders.ts'

// node test/infra/synthesise.ts <configuration in JSON> <file for the result>

const [configuration = '{}', file = ''] = process.argv.slice(2)
const made = withBundles((bundles) => synthesise(configurationSchema.parse(JSON.parse(configuration)), bundles))
// Two may write the same file concurrently, and nobody may read half of it.
const own = `${file}.${process.pid}`
writeFileSync(own, JSON.stringify(made))
renameSync(own, file)
