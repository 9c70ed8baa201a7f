import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { kept } from './data-folder.ts'
import { dataFolder } from './settings.ts'

const recordSchema = z.object({ environment: z.record(z.string(), z.string()) })

/** The environment of the service running on this machine, from its data folder; empty if none is running. */
export const runningEnvironment = (): Readonly<Record<string, string>> => {
  try {
    return recordSchema.parse(JSON.parse(readFileSync(join(dataFolder(process.env['PLENARY_DATA']), kept.database), 'utf8'))).environment
  } catch {
    return {}
  }
}
