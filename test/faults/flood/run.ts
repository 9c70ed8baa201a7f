import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

// `npm run flood -- --requests 600 --networks 10 --what ask`: the delays that an attack causes in simulated time, as JSON.

// Style sheets and drawings are imported as text, as esbuild does for the functions.
registerHooks({
  load: (url, context, next) =>
    /\.(css|svg)$/.test(url)
      ? { format: 'module', shortCircuit: true, source: `export default ${JSON.stringify(readFileSync(fileURLToPath(url), 'utf8'))}` }
      : next(url, context),
})

const { runFlood, floodSchema } = await import('./flood.ts')
const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '600' },
    networks: { type: 'string', default: '1' },
    what: { type: 'string', default: 'register' },
  },
})
console.log(JSON.stringify(await runFlood(floodSchema.parse(values))))
