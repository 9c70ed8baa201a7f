import { existsSync } from 'node:fs'
import module from 'node:module'
import { fileURLToPath } from 'node:url'

// Plain JavaScript that any Node can parse, so that a machine with the wrong one gets a clear message instead of a syntax error.
const neededNode = 24
const nodeMajor = Number(process.versions.node.split('.')[0])
const project = new URL('../../', import.meta.url)

/** @returns {string | undefined} what prevents a start, and what to do about it */
const obstacle = () => {
  if (!existsSync(new URL('node_modules/zod/package.json', project)))
    return 'The packages are not installed. Run "npm ci", then "npm start".'
  if (nodeMajor < neededNode)
    return `Node ${neededNode} or newer is needed, this is ${process.versions.node}. Run "npm start", which uses the project's own Node, or "npm ci" first.`
  return undefined
}

const found = obstacle()
if (found === undefined) {
  // Lambda's clocks are on UTC; code that depends on the machine's zone would break there.
  process.env['TZ'] = 'UTC'
  console.log('Starting Plenary. It takes some ten seconds the first time, and a few after that.')
  const cache = fileURLToPath(new URL('.plenary/cache', project))
  // Node's compile cache is kept for the next start, keyed by file content.
  module.enableCompileCache(`${cache}/compiled`)
  const { main } = await import('./main.ts')
  await main(cache)
} else {
  console.error(found)
  process.exitCode = 1
}
