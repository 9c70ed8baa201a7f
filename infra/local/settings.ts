import { join } from 'node:path'
import * as z from 'zod'
import { StartError } from './cannot-start.ts'
import type { PlenaryOptions } from './runner.ts'

const project = join(import.meta.dirname, '../..')

/** The folder named in `PLENARY_DATA`, relative to where the command was called; by default the project's `.plenary/data`. */
export const dataFolder = (variable: string | undefined): string =>
  variable === undefined || variable === '' ? join(project, '.plenary/data') : variable

const portSchema = z.coerce.number().int().min(0).max(65_535)

const port = (name: string, variable: string | undefined, otherwise: number): number => {
  if (variable === undefined || variable === '') return otherwise
  const parsed = portSchema.safeParse(variable)
  if (!parsed.success) throw new StartError(`${name}=${variable} is no port. Give a number from 1 to 65535: ${name}=${otherwise} npm start`)
  return parsed.data
}

const instant = (variable: string | undefined): { now?: string } => {
  if (variable === undefined || variable === '') return {}
  const parsed = z.union([z.iso.datetime({ offset: true }), z.iso.date()]).safeParse(variable)
  if (parsed.success) return { now: new Date(parsed.data).toISOString() }
  throw new StartError(`PLENARY_NOW=${variable} is no instant in ISO 8601. Give one such as PLENARY_NOW=2022-04-01T08:00:00Z`)
}

/** The settings for a run from the environment; throws a `StartError` about invalid ones. */
export const readSettings = (environment: Readonly<Record<string, string | undefined>>): PlenaryOptions => {
  const settings = {
    port: port('PORT', environment['PORT'], 3000),
    mailPort: port('MAIL_PORT', environment['MAIL_PORT'], 1080),
    data: dataFolder(environment['PLENARY_DATA']),
    ...instant(environment['PLENARY_NOW']),
  }
  if (settings.port !== 0 && settings.port === settings.mailPort)
    throw new StartError(`PORT and MAIL_PORT are both ${settings.port}. Give the inbox another: MAIL_PORT=${settings.port + 100} npm start`)
  return settings
}
