import { keptTime } from './data-folder.ts'
import { loadDemo } from './demo.ts'
import { greeting } from './greeting.ts'
import { startPlenary } from './runner.ts'
import { readSettings } from './settings.ts'
import { StartError } from './start-error.ts'

// Whoever pressed Ctrl-C, even in the middle of a start, has waited long enough by then.
const stopMilliseconds = 2500

const stopRequested = new Promise<void>((resolve) => {
  // Terminal and npm may both pass the signal on; one stop is enough.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve())
})

const run = async (): Promise<void> => {
  const settings = readSettings(process.env)
  const before = settings.data === 'memory' ? undefined : keptTime(settings.data)
  const starting = startPlenary(settings)
  starting.catch(() => undefined)
  void stopRequested.then(() => setTimeout(() => process.exit(0), stopMilliseconds).unref())
  const plenary = await starting
  try {
    const loaded = await Promise.race([loadDemo(plenary), stopRequested])
    if (loaded === undefined) return
    const keptUntil = before !== undefined && before > Date.now() ? new Date(before).toISOString() : undefined
    console.log(greeting({ plenary, loaded, keptUntil, inMemory: settings.data === 'memory' }))
    await stopRequested
  } finally {
    await plenary.stop()
  }
}

try {
  await run()
  process.exit(0)
} catch (fault) {
  if (fault instanceof StartError) console.error(fault.message)
  else console.error('Plenary could not start, which is a fault of its own:', fault)
  process.exit(1)
}
