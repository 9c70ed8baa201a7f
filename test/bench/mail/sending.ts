import { workersFor } from '../../../shared/domain/mail/sending-pace.ts'
import { laneParts } from '../../../shared/store/outbox.ts'
import { type FakeSes, startFakeSes } from '../../mail/fake-ses.ts'
import { bundlePath } from '../bundles.ts'
import type { Stage } from '../stage.ts'
import { eventWithPeople, expand, move } from './moved-event.ts'
import { nudgeEvent, runWorker, type Worked } from './run-worker.ts'

/** How well a rate was kept. */
export interface KeptRate {
  readonly rate: number
  readonly mails: number
  /** The most mails in any one-second window. */
  readonly mostInASecond: number
  /** Mails per second from the first to the last, as a fraction of the rate. */
  readonly meanShare: number
  readonly missing: number
  readonly twice: number
}

const enoughMs = 15 * 60_000

const withSes = async <Result>(rate: number, run: (ses: FakeSes) => Promise<Result>): Promise<Result> => {
  const ses = await startFakeSes(rate)
  try {
    return await run(ses)
  } finally {
    await ses.stop()
  }
}

const drain = (stage: Stage, bundles: string, ses: FakeSes, timeLeftMs = enoughMs, watchesHeap = false): Promise<Worked> =>
  runWorker(
    { ...stage.environmentOf('mail'), AWS_ENDPOINT_URL_SES: ses.endpoint },
    { bundle: bundlePath(bundles, 'mail'), event: nudgeEvent, timeLeftMs, watchesHeap },
  )

const mostInASecond = (times: readonly number[]): number => {
  let most = 0
  for (let first = 0, last = 0; last < times.length; last++) {
    while ((times[last] ?? 0) - (times[first] ?? 0) >= 1000) first++
    most = Math.max(most, last - first + 1)
  }
  return most
}

/** Only mails about the move: the stage includes one more person, whose confirmation is sent after waiting two minutes. */
const keptRate = (rate: number, mails: number, ses: FakeSes): KeptRate => {
  const accepted = ses.accepted().filter(({ tag }) => !tag.some((text) => text?.includes('_confirmation_')))
  const times = accepted.map(({ at }) => at).toSorted((a, b) => a - b)
  const recipients = accepted.flatMap(({ destinations }) => destinations)
  const tookMs = (times.at(-1) ?? 0) - (times[0] ?? 0)
  return {
    rate,
    mails,
    mostInASecond: mostInASecond(times),
    meanShare: (((times.length - 1) / tookMs) * 1000) / rate,
    missing: mails - new Set(recipients).size,
    twice: recipients.length - new Set(recipients).size,
  }
}

/** Moves an event with this many people and sends them all the news, at this SES rate. */
export const measureRate = async (stage: Stage, bundles: string, rate: number, mails: number): Promise<KeptRate> =>
  withSes(rate, async (ses) => {
    const slug = await eventWithPeople(stage.stores, mails)
    await expand(stage.stores, await move(stage.stores, slug))
    await drain(stage, bundles, ses)
    return keptRate(rate, mails, ses)
  })

/** The same with as many workers as the rate requires, and a table of messages that responds as fast as DynamoDB does. */
export const measureModelledRate = async (stage: Stage, rate: number, mails: number): Promise<KeptRate> =>
  withSes(rate, async (ses) => {
    const workers = workersFor(rate, laneParts)
    const environment = { ...stage.environmentOf('mail'), AWS_ENDPOINT_URL_SES: ses.endpoint }
    const work = (worker: number) => runWorker(environment, { timeLeftMs: enoughMs, modelled: { mails, worker, workers } })
    await Promise.all(Array.from({ length: workers }, (_, worker) => work(worker)))
    return keptRate(rate, mails, ses)
  })

/** Sending as fast as one process can, next to the bare client sending a constant mail of the same size. */
export interface Throughput {
  readonly mails: number
  readonly perSecond: number
  readonly perCpuSecond: number
  readonly barePerSecond: number
  readonly barePerCpuSecond: number
}

const unlimited = 100_000
const bareAtOnce = 32

export const measureThroughput = async (stage: Stage, bundles: string, mails: number): Promise<Throughput> =>
  withSes(unlimited, async (ses) => {
    const slug = await eventWithPeople(stage.stores, mails)
    await expand(stage.stores, await move(stage.stores, slug))
    const ours = await drain(stage, bundles, ses)
    const raw = ses.accepted()[0]?.raw.toString('base64') ?? ''
    const bare = await runWorker(
      { ...stage.environmentOf('mail'), AWS_ENDPOINT_URL_SES: ses.endpoint },
      { timeLeftMs: enoughMs, constantMails: { count: mails, atOnce: bareAtOnce, raw } },
    )
    const per = (ms: number): number => (mails / ms) * 1000
    return {
      mails,
      perSecond: per(ours.tookMs),
      perCpuSecond: per(ours.cpuMs),
      barePerSecond: per(bare.tookMs),
      barePerCpuSecond: per(bare.cpuMs),
    }
  })

/** Memory use in MB while this many people are owed a mail and the first of them get it. */
export interface Memory {
  readonly people: number
  readonly fanOutMB: number
  readonly mailMB: number
}

const sendingMs = 30_000

export const measureMemory = async (stage: Stage, bundles: string, people: number): Promise<Memory> =>
  withSes(200, async (ses) => {
    const slug = await eventWithPeople(stage.stores, people)
    const fanOut = await move(stage.stores, slug)
    const { kind, revision, createdAt } = fanOut
    const image = { pk: { S: `FANOUT#${slug}` }, sk: { S: `${kind}#${revision}` } }
    const texts = Object.entries(fanOut.event).flatMap(([name, value]) => (typeof value === 'string' ? [[name, { S: value }]] : []))
    const record = {
      eventName: 'INSERT',
      dynamodb: {
        SequenceNumber: '1',
        Keys: image,
        NewImage: {
          ...image,
          slug: { S: slug },
          kind: { S: kind },
          revision: { N: String(revision) },
          createdAt: { S: createdAt },
          event: { M: Object.fromEntries(texts) },
        },
      },
    }
    const expanded = await runWorker(stage.environmentOf('fan-out'), {
      bundle: bundlePath(bundles, 'fan-out'),
      event: { Records: [record] },
      timeLeftMs: enoughMs,
      watchesHeap: true,
    })
    const sent = await drain(stage, bundles, ses, sendingMs, true)
    return { people, fanOutMB: expanded.heapMB, mailMB: sent.heapMB }
  })
