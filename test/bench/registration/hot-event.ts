import { randomUUID } from 'node:crypto'
import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { seeded } from '../../faults/fault-injector.ts'
import type { Stores } from '../../store/local-store.ts'
import { allRegistrations } from '../../store/scan.ts'
import { bundlePath } from '../bundles.ts'
import { newPerson } from '../people.ts'
import { registrationEvent } from '../registration-event.ts'
import type { Stage } from '../stage.ts'
import { publish, seatsTaken } from './publish.ts'
import { type Served, type Server, startServer } from './server.ts'

const seats = 500
const requests = 2000
const repeats = 0.05
const atOnce = 64

/** The competitors: the attendee function, and one counter in a transaction: bare, with a waiting list, or with indexes too. */
export const hotEventSubjects = ['handler', 'bare', 'bare with list', 'bare with indexes'] as const
export type HotEventSubject = (typeof hotEventSubjects)[number]

export interface HotEvent {
  readonly subject: HotEventSubject
  readonly perSecond: number
  /** Confirmed in the end: according to the stored data for the function, otherwise to the responses. */
  readonly confirmed: number
  /** Seats given according to the function's counters. */
  readonly seatsTaken?: number
}

/** Numbers of people in the order in which they ask, some of them twice. */
const arrivals = (random: () => number): readonly number[] => {
  const different = Math.round(requests * (1 - repeats))
  const again = Array.from({ length: requests - different }, () => Math.floor(random() * different))
  return Array.from({ length: different }, (_, person) => person)
    .concat(again)
    .map((person) => ({ person, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ person }) => person)
}

const perSecond = ({ tookMs, times }: Served): number => (times.length / tookMs) * 1000

const runBare = async (stores: Stores, server: Server, bundle: string, order: readonly number[], subject: HotEventSubject) => {
  const { database, tables } = stores
  const slug = randomUUID()
  await database.send(new PutCommand({ TableName: tables.programme, Item: { pk: `BARE#${slug}`, sk: 'SEATS', seatsFree: seats } }))
  const asked = { tables, slug, hasList: subject !== 'bare', isIndexed: subject === 'bare with indexes' }
  const events = order.map((person) => ({ ...asked, person: String(person) }))
  const served = await server.serve({ bundle, atOnce, events })
  return { perSecond: perSecond(served), confirmed: served.answers['confirmed'] ?? 0 }
}

const runHandler = async (stores: Stores, server: Server, bundle: string, order: readonly number[]) => {
  const slug = await publish(stores, seats)
  const people = new Map(order.map((person) => [person, newPerson()]))
  const events = order.map((person) => registrationEvent(slug, people.get(person) ?? newPerson()))
  const served = await server.serve({ bundle, atOnce, events })
  const registered = await allRegistrations(stores, slug)
  return {
    perSecond: perSecond(served),
    confirmed: registered.filter(({ status }) => status === 'confirmed').length,
    seatsTaken: await seatsTaken(stores, slug),
  }
}

/** The hot event, served by each in this order on one emulator, which slows down as it fills. */
export const measureHotEvent = async (
  { stores, environmentOf }: Stage,
  bundles: string,
  subjects: readonly HotEventSubject[],
  seed: number,
): Promise<readonly HotEvent[]> => {
  const order = arrivals(seeded(seed))
  const [attendee, oneCounter] = [bundlePath(bundles, 'attendee'), bundlePath(bundles, 'one-counter')]
  const server = startServer(environmentOf('attendee'))
  try {
    const warm = await publish(stores)
    const events = Array.from({ length: 200 }, () => registrationEvent(warm, newPerson()))
    await server.serve({ bundle: attendee, atOnce: 16, events })
    const results: HotEvent[] = []
    for (const subject of subjects) {
      const ran =
        subject === 'handler'
          ? await runHandler(stores, server, attendee, order)
          : await runBare(stores, server, oneCounter, order, subject)
      results.push({ subject, ...ran })
    }
    return results
  } finally {
    server.stop()
  }
}
