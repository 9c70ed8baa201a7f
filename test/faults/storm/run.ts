import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'

// Style sheets and drawings are imported as text, as esbuild does for the functions.
registerHooks({
  load: (url, context, next) =>
    /\.(css|svg)$/.test(url)
      ? { format: 'module', shortCircuit: true, source: `export default ${JSON.stringify(readFileSync(fileURLToPath(url), 'utf8'))}` }
      : next(url, context),
})

const { runStorms } = await import('./command.ts')
process.exitCode = await runStorms()
