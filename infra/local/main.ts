import { flushCompileCache } from 'node:module'
import { setTimeout as sleep } from 'node:timers/promises'
import { StartError } from './cannot-start.ts'
import { demoNote, keptTime } from './data-folder.ts'
import { createProgress } from './progress.ts'
import { startPlenary } from './runner.ts'
import { readSettings } from './settings.ts'

// The longest wait after Ctrl-C, even in the middle of a start.
const stopMilliseconds = 2000

const signalMilliseconds = 200

const stopRequested = new Promise<'stop'>((resolve) => {
  // Terminal and npm may both forward the signal; one stop is enough.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve('stop'))
})

/** Ctrl-C reaches esbuild too, and may end it before this process notices. */
const unlessStopping = async (fault: unknown): Promise<void> => {
  if ((await Promise.race([stopRequested, sleep(signalMilliseconds)])) !== 'stop') throw fault
}

const run = async (cache: string): Promise<void> => {
  const settings = readSettings(process.env)
  const before = settings.data === 'memory' ? undefined : keptTime(settings.data)
  const progress = createProgress({ write: (text) => process.stdout.write(text), isTerminal: process.stdout.isTTY })
  const starting = startPlenary({ ...settings, cache, progress })
  starting.catch(() => undefined)
  void stopRequested.then(() => setTimeout(() => process.exit(0), stopMilliseconds).unref())
  const plenary = await starting
  try {
    const loading = progress.begin('loading the demo programme')
    const { loadDemo } = await import('./demo/demo.ts')
    const loaded = await Promise.race([loadDemo(plenary, settings.data === 'memory' ? undefined : demoNote(settings.data)), stopRequested])
    loading()
    if (loaded === true) progress.say('The demo programme is loaded')
    progress.stop()
    if (loaded === 'stop') return
    const { greeting } = await import('./greeting.ts')
    const keptUntil = before !== undefined && before > Date.now() ? new Date(before).toISOString() : undefined
    console.log(greeting({ plenary, loaded, keptUntil, inMemory: settings.data === 'memory' }))
    // Only now, when nothing else needs the processor; at the end it would slow down Ctrl-C.
    flushCompileCache()
    await Promise.race([plenary.buildAll().catch(unlessStopping), stopRequested])
    await stopRequested
  } finally {
    await plenary.stop()
  }
}

/** Runs the service until a signal ends it; `cache` is the folder of what later starts can reuse. */
export const main = async (cache: string): Promise<void> => {
  try {
    await run(cache)
    process.exit(0)
  } catch (fault) {
    if (fault instanceof StartError) console.error(fault.message)
    else console.error('Plenary could not start, which is a fault of its own:', fault)
    process.exit(1)
  }
}
