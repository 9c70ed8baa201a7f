// Runs as a separate process, starting as a Lambda function does: loads a bundle, passes it one event and reports how long that took.
// Arguments: path of the bundle, event as JSON.
import { pathToFileURL } from 'node:url'

const [, , bundle = '', event = 'null'] = process.argv
const cpuMs = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

const [cpuBefore, before] = [cpuMs(), performance.now()]
const { handler } = await import(pathToFileURL(bundle).href)
const load = { loadMs: performance.now() - before, loadCpuMs: cpuMs() - cpuBefore }
const answer = await handler(JSON.parse(event), { getRemainingTimeInMillis: () => 60_000 })
// The clock of `performance` starts with the process.
const coldMs = performance.now()
process.stdout.write(`\n${JSON.stringify({ ...load, coldMs, status: answer?.statusCode, failed: answer?.batchItemFailures?.length })}\n`)
process.exit()
