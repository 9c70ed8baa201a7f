import { existsSync } from 'node:fs'

// Plain JavaScript that any Node reads, so that a machine without the right one gets a clear line instead of a syntax error.
const neededNode = 24
const nodeMajor = Number(process.versions.node.split('.')[0])
const project = new URL('../../', import.meta.url)

/** @returns {string | undefined} what stands in the way, with the way out */
const obstacle = () => {
  if (!existsSync(new URL('node_modules/zod/package.json', project)))
    return 'The packages are not installed. Run "npm ci", then "npm start".'
  if (nodeMajor < neededNode)
    return `Node ${neededNode} or newer is needed, this is ${process.versions.node}. Run "npm start", which uses the project's own Node, or "npm ci" first.`
  return undefined
}

const found = obstacle()
if (found === undefined) {
  // Lambda's clocks are on UTC; what depends on the machine's zone here would break there.
  process.env['TZ'] = 'UTC'
  await import('./main.ts')
} else {
  console.error(found)
  process.exitCode = 1
}
