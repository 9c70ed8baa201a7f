import { existsSync, mkdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import * as z from 'zod'
import { StartError } from './cannot-start.ts'
import { errorCode } from './error-code.ts'

/** What a local run keeps in its data folder. */
export const kept = {
  dynamoDb: 'dynamodb',
  mail: 'mail',
  files: 'files',
  bundles: 'functions',
  positions: 'stream-positions.json',
  clock: 'clock.json',
  database: 'database.json',
  demo: 'demo-unfinished',
  log: 'service.log',
  lock: 'lock.json',
} as const

const lockSchema = z.object({ pid: z.int(), port: z.int() })

const readLock = (file: string) => {
  try {
    return lockSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return undefined
  }
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (fault) {
    // Another user's process cannot be signalled, but it is alive.
    return errorCode(fault) === 'EPERM'
  }
}

const isListening = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    const end = (listening: boolean): void => {
      socket.destroy()
      resolve(listening)
    }
    socket.setTimeout(1000, () => end(false))
    socket.once('connect', () => end(true)).once('error', () => end(false))
  })

/** The port of the run that holds a data folder. Process ids are reused, so the holder must also still be listening. */
const holderOf = async (folder: string): Promise<number | undefined> => {
  const lock = readLock(join(folder, kept.lock))
  return lock !== undefined && isAlive(lock.pid) && (await isListening(lock.port)) ? lock.port : undefined
}

/** Locks the folder for this run, taking over a dead run's lock. Returns how to release it. */
export const lockDataFolder = async (folder: string, port: number): Promise<() => void> => {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, kept.lock)
  const holder = await holderOf(folder)
  if (holder !== undefined) {
    const hint = 'Stop it with Ctrl-C, or give this one a folder of its own: PLENARY_DATA=.plenary/other npm start'
    throw new StartError(`Plenary is running already with this data, at http://localhost:${holder}. ${hint}`)
  }
  rmSync(file, { force: true })
  writeFileSync(file, JSON.stringify({ pid: process.pid, port }), { flag: 'wx' })
  return () => rmSync(file, { force: true })
}

/** Deletes what runs have kept in a folder, and the folder if nothing else is in it. Throws a `StartError` while a run holds it. */
export const clearDataFolder = async (folder: string): Promise<'cleared' | 'nothing there'> => {
  if (!existsSync(folder)) return 'nothing there'
  const holder = await holderOf(folder)
  if (holder !== undefined)
    throw new StartError(`Plenary is running with this data, at http://localhost:${holder}. Stop it first with Ctrl-C.`)
  for (const name of Object.values(kept)) rmSync(join(folder, name), { recursive: true, force: true })
  try {
    rmdirSync(folder)
  } catch {
    // It contains something that is not ours.
  }
  return 'cleared'
}

/** Tells other commands where the running service has its data; returns how to undo that. */
export const tellDatabase = (folder: string, environment: Readonly<Record<string, string>>): (() => void) => {
  const file = join(folder, kept.database)
  writeFileSync(file, JSON.stringify({ environment }))
  return () => rmSync(file, { force: true })
}

/** Records that loading the demo programme has begun, until it is done: if the start is interrupted, the next one makes up for it. */
export interface DemoNote {
  readonly isUnfinished: () => boolean
  readonly begin: () => void
  readonly end: () => void
}

export const demoNote = (folder: string): DemoNote => {
  const file = join(folder, kept.demo)
  return {
    isUnfinished: () => existsSync(file),
    begin: () => writeFileSync(file, ''),
    end: () => rmSync(file, { force: true }),
  }
}

const clockSchema = z.object({ now: z.iso.datetime() })

/** When the last run on this folder was last alive, in ms since 1970. */
export const keptTime = (folder: string): number | undefined => {
  try {
    return Date.parse(clockSchema.parse(JSON.parse(readFileSync(join(folder, kept.clock), 'utf8'))).now)
  } catch {
    return undefined
  }
}

export const keepTime = (folder: string): void => writeFileSync(join(folder, kept.clock), JSON.stringify({ now: new Date().toISOString() }))
