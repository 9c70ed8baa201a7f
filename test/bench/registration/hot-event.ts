import { randomUUID } from 'node:crypto'
import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { seeded } from '../../faults/fault-injector.ts'
import { allRegistrations } from '../../store/scan.ts'
import { bundlePath } from '../bundles.ts'
import { newPerson } from '../people.ts'
import { registrationEvent } from '../registration-event.ts'
import type { Stage } from '../stage.ts'
import { publish, seatsTaken } from './publish.ts'
import { type Served, startServer } from './server.ts'

const seats = 500
const requests = 2000
const repeats = 0.05
const atOnce = 64

/** The hot event through the whole function and through the bare transaction, both on one emulator. */
export interface HotEvent {
  readonly handlerPerSecond: number
  readonly barePerSecond: number
  /** Confirmed when all had their answers: by the function's registrations, and by its counters. */
  readonly confirmed: number
  readonly seatsTaken: number
  readonly bareConfirmed: number
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

/** `first` says which of the two goes first, since the emulator slows down as it fills. */
export const measureHotEvent = async (stage: Stage, bundles: string, first: 'handler' | 'bare', seed: number): Promise<HotEvent> => {
  const { stores } = stage
  const slug = await publish(stores, seats)
  const bare = randomUUID()
  const Item = { pk: `BARE#${bare}`, sk: 'SEATS', seatsFree: seats }
  await stores.database.send(new PutCommand({ TableName: stores.tables.programme, Item }))

  const order = arrivals(seeded(seed))
  const people = new Map(order.map((person) => [person, newPerson()]))
  const events = {
    handler: order.map((person) => registrationEvent(slug, people.get(person) ?? newPerson())),
    bare: order.map((person) => ({ tables: stores.tables, slug: bare, person: String(person) })),
  }
  const bundle = { handler: bundlePath(bundles, 'attendee'), bare: bundlePath(bundles, 'one-counter') }
  const server = startServer(stage.environmentOf('attendee'))
  try {
    const warm = await publish(stores)
    await server.serve({
      bundle: bundle.handler,
      atOnce: 16,
      events: Array.from({ length: 100 }, () => registrationEvent(warm, newPerson())),
    })
    const serve = (name: keyof typeof bundle): Promise<Served> => server.serve({ bundle: bundle[name], atOnce, events: events[name] })
    const served =
      first === 'handler'
        ? { handler: await serve('handler'), bare: await serve('bare') }
        : { bare: await serve('bare'), handler: await serve('handler') }
    const registered = await allRegistrations(stores, slug)
    return {
      handlerPerSecond: perSecond(served.handler),
      barePerSecond: perSecond(served.bare),
      confirmed: registered.filter(({ status }) => status === 'confirmed').length,
      seatsTaken: await seatsTaken(stores, slug),
      bareConfirmed: served.bare.answers['confirmed'] ?? 0,
    }
  } finally {
    server.stop()
  }
}
