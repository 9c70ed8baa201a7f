import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { flushCompileCache, registerHooks } from 'node:module'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parentPort, workerData } from 'node:worker_threads'

// Synthesises in a separate thread: CDK takes seconds and much memory, which is free again afterwards.

const project = resolve(import.meta.dirname, '../../..')
const inputs = ['cdk.json']
registerHooks({
  load: (url, context, next) => {
    const path = url.startsWith('file:') ? relative(project, fileURLToPath(url)) : ''
    if (path !== '' && !path.startsWith('node_modules')) inputs.push(path)
    return next(url, context)
  },
})
// The hook sees only what is imported from here on.
const { configurationSchema } = await import('../../configuration.ts')
const { functionNames } = await import('../../functions.ts')
const { synthesise } = await import('../../synthesise.ts')

// A template says nothing about a bundle's contents, so empty folders stand in while they are being built.
const bundles = mkdtempSync(join(tmpdir(), 'plenary-bundles-'))
try {
  for (const name of functionNames) mkdirSync(join(bundles, name))
  const { template } = synthesise(configurationSchema.parse(workerData), bundles)
  parentPort?.postMessage({ template, inputs })
} finally {
  rmSync(bundles, { recursive: true })
  flushCompileCache()
}
