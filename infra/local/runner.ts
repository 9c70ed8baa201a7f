import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundlesMade, startBundles } from './bundles.ts'
import { createClockMemory, installClock, setClock } from './clock/clock.ts'
import { kept, keptTime, lockDataFolder } from './data-folder.ts'
import { findJava, type LocalDynamoDb, startDynamoDb } from './dynamodb/dynamodb.ts'
import { openSiteServer } from './gateway/site-server.ts'
import type { Plenary, Undo } from './plenary.ts'
import { type Progress, silence } from './progress.ts'
import { inboxPorts } from './ses/inbox.ts'
import { startSynthesis } from './template/synthesis.ts'

// Only imports that start something slow are here; the rest is loaded while that is under way.

export interface PlenaryOptions {
  /** Port of the site; 0 picks a free one. */
  readonly port: number
  /** Port of the inbox; 0 picks a free one. */
  readonly mailPort: number
  /** Folder that keeps everything, or `memory` to keep nothing. */
  readonly data: string
  /** A running DynamoDB Local for a run that keeps nothing; without it the run starts and stops its own. */
  readonly dynamoDb?: LocalDynamoDb
  /** Initial time of the clock. By default the machine's time or, if later, the time at which kept data were left. */
  readonly now?: string
  /** Folder with the functions' bundles, if already built. */
  readonly bundles?: string
  /** Folder that caches the template for the next start; without it the stack is synthesised each time. */
  readonly cache?: string
  /** Receives progress reports. */
  readonly progress?: Progress
}

/** Where a run keeps its files; for `memory`, a temporary folder that is deleted afterwards. */
const openFolder = (data: string, undo: Undo[]): string => {
  if (data !== 'memory') {
    mkdirSync(data, { recursive: true })
    return data
  }
  const folder = mkdtempSync(join(tmpdir(), 'plenary-'))
  undo.push(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

const startAll = async (options: PlenaryOptions, undo: Undo[]): Promise<Omit<Plenary, 'stop'>> => {
  const progress = options.progress ?? silence
  // Before anything else is loaded, which takes seconds.
  if (options.dynamoDb === undefined) findJava()
  const clockMemory = createClockMemory()
  undo.push(installClock(clockMemory))
  const folder = openFolder(options.data, undo)
  const inMemory = options.data === 'memory'
  const server = await openSiteServer(options.port)
  undo.push(server.stop)
  const mailPorts = await inboxPorts(options.mailPort)
  const siteUrl = `http://localhost:${server.port}`
  undo.push(await lockDataFolder(folder, server.port))
  setClock(clockMemory, options.now === undefined ? Math.max(Date.now(), keptTime(folder) ?? 0) : Date.parse(options.now))

  const stopOnceUp = <Part extends { readonly stop: Undo }>(starting: Promise<Part>): Promise<Part> => {
    const up = starting.catch(() => undefined)
    undo.push(async () => (await up)?.stop())
    return starting
  }
  const during = async <Result>(activity: string, work: Promise<Result>, outcome: string): Promise<Result> => {
    const end = progress.begin(activity)
    const result = await work
    end()
    progress.say(outcome)
    return result
  }
  const startingDynamoDb =
    options.dynamoDb === undefined
      ? stopOnceUp(startDynamoDb(inMemory ? {} : { dataFolder: join(folder, kept.dynamoDb) }))
      : Promise.resolve(options.dynamoDb)
  const bundles = options.bundles === undefined ? startBundles(join(folder, kept.bundles)) : bundlesMade(options.bundles)
  undo.push(bundles.stop)
  const synthesis = startSynthesis(siteUrl, options.cache)
  undo.push(synthesis.stop)
  progress.say('Starting the database, synthesising the stack, building the functions')
  const parts = {
    dynamoDb: during('starting the database', startingDynamoDb, 'The database is running'),
    template: during('synthesising the stack', synthesis.template, 'The stack is synthesised'),
  }
  // Callers waiting for one get its fault; the others' must not end the process before that.
  for (const part of Object.values(parts)) part.catch(() => undefined)
  const { assemble } = await import('./assembly.ts')
  return assemble({ ...parts, server, mailPorts, siteUrl, folder, inMemory, clockMemory, bundles, progress }, undo)
}

/**
 * Starts the whole service on this machine from the same stack that is deployed: tables, streams, schedule, routes and functions
 * are read from its template. Throws a `StartError` with advice for what a person can fix; then nothing is left running.
 * Until `stop`, `Date` in this process follows the settable clock.
 */
export const startPlenary = async (options: PlenaryOptions): Promise<Plenary> => {
  const undo: Undo[] = []
  const stop = async (): Promise<void> => {
    for (const each of undo.splice(0).reverse()) await each()
  }
  try {
    return { ...(await startAll(options, undo)), stop }
  } catch (fault) {
    await stop()
    throw fault
  }
}
