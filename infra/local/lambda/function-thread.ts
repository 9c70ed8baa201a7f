import { flushCompileCache } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'
import * as z from 'zod'
import { installClock } from '../clock/clock.ts'

// One environment of one function, as in Lambda: a thread with its own variables, module state and output.
// It handles one invocation at a time. All its output goes to the log through the parent, before the answer does.

const setupSchema = z.object({ bundle: z.string(), arn: z.string(), cells: z.instanceof(BigInt64Array) })
const invocationSchema = z.object({ event: z.unknown(), requestId: z.string(), timeoutMilliseconds: z.number() })
const moduleSchema = z.object({ handler: z.custom<(event: unknown, context: unknown) => unknown>((value) => typeof value === 'function') })

const port = parentPort
if (port === null) throw new Error('runs as a worker thread only')

const capture = (chunk: unknown, ...rest: readonly unknown[]): boolean => {
  port.postMessage({ log: typeof chunk === 'string' ? chunk : Buffer.from(z.instanceof(Uint8Array).parse(chunk)).toString('utf8') })
  const done = rest.at(-1)
  if (typeof done === 'function') done()
  return true
}
process.stdout.write = capture
process.stderr.write = capture

const describe = (fault: unknown) =>
  fault instanceof Error ? { errorType: fault.name, errorMessage: fault.message } : { errorType: 'Error', errorMessage: String(fault) }

// The form in which Lambda logs what a function throws.
const logFault = (fault: unknown, requestId?: string): void => {
  const stackTrace = fault instanceof Error ? (fault.stack?.split('\n') ?? []) : []
  capture(
    `${JSON.stringify({ timestamp: new Date().toISOString(), level: 'ERROR', message: { ...describe(fault), stackTrace }, requestId })}\n`,
  )
}

process.removeAllListeners('warning')
process.on('warning', ({ name, message }) => capture(`${JSON.stringify({ level: 'WARN', message: name, warning: message })}\n`))

const setup = setupSchema.parse(workerData)
installClock({ cells: new BigInt64Array(z.instanceof(SharedArrayBuffer).parse(setup.cells.buffer)) })

const loaded = import(setup.bundle).then((module: unknown) => moduleSchema.parse(module).handler)
// As in Lambda, a fault while loading is the answer to the first invocation.
loaded
  .then(flushCompileCache)
  .catch(() => undefined)
  .finally(() => port.postMessage({ ready: true }))

port.on('message', async (message: unknown) => {
  const { event, requestId, timeoutMilliseconds } = invocationSchema.parse(message)
  await loaded.catch(() => undefined)
  const end = performance.now() + timeoutMilliseconds
  const context = {
    callbackWaitsForEmptyEventLoop: true,
    functionName: process.env['AWS_LAMBDA_FUNCTION_NAME'],
    functionVersion: '$LATEST',
    invokedFunctionArn: setup.arn,
    memoryLimitInMB: process.env['AWS_LAMBDA_FUNCTION_MEMORY_SIZE'],
    awsRequestId: requestId,
    logGroupName: process.env['AWS_LAMBDA_LOG_GROUP_NAME'],
    logStreamName: 'local',
    getRemainingTimeInMillis: () => Math.max(0, Math.round(end - performance.now())),
  }
  try {
    const handler = await loaded
    const result = await handler(event, context)
    port.postMessage({ result: JSON.stringify(result ?? null) })
  } catch (fault) {
    logFault(fault, requestId)
    port.postMessage({ fault: describe(fault) })
  }
})
