import { pathToFileURL } from 'node:url'
import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses'
import * as z from 'zod'
import { environment } from '../../../functions/mail/environment.ts'
import { createDraining } from '../../../functions/mail/sending/draining.ts'
import { createPacing } from '../../../functions/mail/sending/pacing.ts'
import { createMailer } from '../../../shared/mail/send.ts'
import { readEnvironment } from '../../../shared/runtime/environment.ts'
import { logger } from '../../../shared/runtime/logger.ts'
import { createDatabase } from '../../../shared/store/dynamodb/database.ts'
import { createPace } from '../../../shared/store/sending-pace.ts'
import { makeLinkKeys } from '../../make/link-keys.ts'
import { createModelledTable } from './modelled-table.ts'

// Runs as a separate process, like a function's environment: sends what is owed with the real bundle, or only a constant
// mail over and over. The parent receives the wall-clock and processor time, and the memory use.

type Handler = (event: unknown, context: unknown) => Promise<unknown>

const workSchema = z.object({
  bundle: z.string().optional(),
  event: z.unknown().optional(),
  timeLeftMs: z.number(),
  /** Collecting garbage to measure the rest delays mails, so this is a separate measurement. */
  watchesHeap: z.boolean().default(false),
  /** Without a bundle: this many constant mails, this many at a time. */
  constantMails: z.object({ count: z.int(), atOnce: z.int(), raw: z.string() }).optional(),
  /** Without a bundle: one of several workers, with mails owed by a modelled table; the pace is in a real one. */
  modelled: z.object({ mails: z.int(), worker: z.int(), workers: z.int() }).optional(),
})
export type Work = z.input<typeof workSchema>

const moduleSchema = z.object({ handler: z.custom<Handler>((value) => typeof value === 'function') })

const sampleEveryMs = 250
const megabyte = 1024 * 1024

/** The peak memory use after garbage collection, in MB. */
const watchHeap = () => {
  let most = 0
  const sample = (): void => {
    globalThis.gc?.()
    most = Math.max(most, process.memoryUsage().heapUsed / megabyte)
  }
  const timer = setInterval(sample, sampleEveryMs)
  return (): number => {
    clearInterval(timer)
    sample()
    return most
  }
}

const sendConstant = async ({ count, atOnce, raw }: NonNullable<Work['constantMails']>): Promise<void> => {
  const client = new SESClient({ maxAttempts: 1 })
  const Data = Buffer.from(raw, 'base64')
  let left = count
  const send = async (): Promise<void> => {
    while (left-- > 0) await client.send(new SendRawEmailCommand({ Destinations: ['a@authority.example'], RawMessage: { Data } }))
  }
  await Promise.all(Array.from({ length: atOnce }, send))
}

const drainModelled = async ({ mails, worker, workers }: NonNullable<Work['modelled']>, timeLeftMs: () => number): Promise<void> => {
  logger.setLogLevel('SILENT')
  const { SITE_URL, SENDING_TABLE, CONFIGURATION_SET } = readEnvironment(environment)
  const mailer = createMailer(CONFIGURATION_SET)
  const pace = createPace(createDatabase(), SENDING_TABLE)
  const drain = createDraining({
    ...createModelledTable(mails, worker, workers),
    keys: { links: async () => makeLinkKeys() },
    mailer,
    pace,
    pacing: createPacing({ mailer, pace }),
    stillInvited: async (message) => message,
    stillOpen: async (message) => message,
    stillSpeaking: async (message) => message,
    siteUrl: SITE_URL,
  })
  await drain(timeLeftMs, worker)
}

const work = async ({ bundle, event, timeLeftMs, watchesHeap, constantMails, modelled }: z.infer<typeof workSchema>) => {
  const loaded = bundle === undefined ? undefined : moduleSchema.parse(await import(pathToFileURL(bundle).href))
  const heap = watchesHeap ? watchHeap() : () => 0
  const [before, cpu] = [performance.now(), process.cpuUsage()]
  const end = before + timeLeftMs
  if (constantMails !== undefined) await sendConstant(constantMails)
  const timeLeft = (): number => end - performance.now()
  if (modelled !== undefined) await drainModelled(modelled, timeLeft)
  await loaded?.handler(event, { getRemainingTimeInMillis: timeLeft })
  const used = process.cpuUsage(cpu)
  return { tookMs: performance.now() - before, cpuMs: (used.user + used.system) / 1000, heapMB: heap() }
}

process.once('message', async (message) => process.send?.(await work(workSchema.parse(message)), () => process.exit()))
