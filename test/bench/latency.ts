import { fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import * as z from 'zod'
import { paths } from '../../shared/site/paths.ts'
import { itemKeys } from '../../shared/store/item-keys.ts'
import type { Plan } from './answer-requests.ts'
import { bundlePath } from './bundles.ts'
import { httpEvent } from './http-event.ts'
import { newPerson } from './people.ts'
import { newRegistration } from './registration/new-registration.ts'
import { registrationEvent } from './registration-event.ts'
import { atItsOwnPace, type Stage } from './stage.ts'
import { quantile } from './statistics.ts'

const timesSchema = z.record(z.string(), z.array(z.number()))

/** Response times in milliseconds: the median and the 99th percentile. */
export interface Latency {
  readonly name: string
  readonly p50: number
  readonly p99: number
}

// Until then the JavaScript engine's compiler is still busy.
const warmUp = 100

const eventPage = ({ event: { slug } }: Stage) =>
  httpEvent({ routeKey: 'GET /events/{slug}', path: paths.event.to({ slug }), pathParameters: { slug } })

const plan = (stage: Stage, bundles: string, rounds: number): Plan => {
  const { programme, people } = stage.stores.tables
  const times = <Event>(make: () => Event): Event[] => Array.from({ length: rounds }, make)
  const attendee = bundlePath(bundles, 'attendee')
  return [
    { name: 'event page', bundle: attendee, events: times(() => eventPage(stage)) },
    {
      name: 'reads one item',
      bundle: bundlePath(bundles, 'client'),
      events: times(() => ({ table: programme, ...itemKeys.event(stage.event.slug) })),
    },
    { name: 'registration', bundle: attendee, events: times(() => registrationEvent(stage.event.slug, newPerson())) },
    {
      name: 'its store calls',
      bundle: bundlePath(bundles, 'store-calls'),
      events: times(() => ({ tables: stage.stores.tables, registration: newRegistration(stage.event.slug) })),
    },
    {
      name: 'writes one item',
      bundle: bundlePath(bundles, 'write'),
      events: times(() => ({ table: people, pk: `BENCH#${randomUUID()}`, sk: 'BENCH' })),
    },
  ]
}

/**
 * The real function on DynamoDB Local, warm and one request at a time, alternating with functions that only read or write one item.
 * A registration reads the event with its seats once a second and writes three items in a transaction.
 */
export const measureLatency = async (stage: Stage, bundles: string, rounds: number): Promise<readonly Latency[]> => {
  const child = fork(join(import.meta.dirname, 'answer-requests.ts'), {
    env: atItsOwnPace(stage.environmentOf('attendee')),
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const times = await new Promise<unknown>((resolve, reject) => {
    child.once('message', resolve)
    child.once('exit', (code) => reject(new Error(`the process that measures answers ended with ${code}`)))
    child.send(plan(stage, bundles, rounds + warmUp))
  })
  return Object.entries(timesSchema.parse(times)).map(([name, all]) => {
    const warm = all.slice(warmUp)
    return { name, p50: quantile(warm, 0.5), p99: quantile(warm, 0.99) }
  })
}
