import { randomUUID } from 'node:crypto'
import { bundlePath } from '../bundles.ts'
import { newPerson } from '../people.ts'
import { registrationEvent } from '../registration-event.ts'
import { atItsOwnPace, type Stage } from '../stage.ts'
import { quantile } from '../statistics.ts'
import { type Served, startServer } from './server.ts'

/** How fast something was done with this many concurrent requests. */
export interface Rate {
  readonly name: string
  readonly atOnce: number
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
}

const levels = [1, 16, 64, 256] as const

const rate = (name: string, atOnce: number, { tookMs, times }: Served): Rate => ({
  name,
  atOnce,
  perSecond: (times.length / tookMs) * 1000,
  p50: quantile(times, 0.5),
  p99: quantile(times, 0.99),
})

/**
 * Registrations per second through the attendee function on DynamoDB Local, alternating with a function that puts one item
 * conditionally. One process serves all, so this shows what a core and an emulator can do, not many environments.
 */
export const measureRates = async (stage: Stage, bundles: string, requests: number): Promise<readonly Rate[]> => {
  const server = startServer(atItsOwnPace(stage.environmentOf('attendee')))
  const { people } = stage.stores.tables
  const events = {
    registration: () => registrationEvent(stage.event.slug, newPerson()),
    'writes one item': () => ({ table: people, pk: `BENCH#${randomUUID()}`, sk: 'BENCH' }),
  }
  const subjects = [
    { name: 'registration', bundle: bundlePath(bundles, 'attendee'), event: events.registration },
    { name: 'writes one item', bundle: bundlePath(bundles, 'write'), event: events['writes one item'] },
  ]
  const rates: Rate[] = []
  try {
    const serve = async ({ bundle, event }: (typeof subjects)[number], atOnce: number, count: number): Promise<Served> =>
      server.serve({ bundle, atOnce, events: Array.from({ length: count }, () => event()) })
    for (const subject of subjects) await serve(subject, 4, 100)
    for (const atOnce of levels)
      for (const subject of subjects) rates.push(rate(subject.name, atOnce, await serve(subject, atOnce, requests)))
    return rates
  } finally {
    server.stop()
  }
}
