import type { EventInput } from '../../../shared/domain/event/event.ts'
import type { RegistrationInput } from '../../../shared/domain/registration/registration.ts'
import { lists } from '../../../shared/store/address-lists.ts'
import { personalKey } from '../../../shared/tokens/personal-key.ts'
import { createManaging } from '../../../shared/use-cases/event/managing.ts'
import { createApproving } from '../../../shared/use-cases/registration/approving.ts'
import { createCancelling } from '../../../shared/use-cases/registration/cancelling.ts'
import { createRegistering } from '../../../shared/use-cases/registration/registering.ts'
import { makePerson, now, organiser, publishEvent } from '../../make/programme.ts'
import type { Stores } from '../../store/local-store.ts'
import { idOf } from './world.ts'

const afterTheEnd = '2022-05-17T11:00:00.000Z'
/** Lists of invited people are deleted 90 days after the end. */
const listsAreForgotten = '2022-08-20T11:00:00.000Z'

/** A state of an event that affects meetings. Nothing in it is random. */
export interface Situation {
  readonly name: string
  /** Creates the event; returns its slug. Streams have reported it only to the ledger. */
  readonly make: (stores: Stores) => Promise<string>
  /** The time of the meeting. */
  readonly at: string
  /** The most places the event ever had: no more may be given, apart from those that a meeting adds. */
  readonly places: number
  readonly list?: true
  readonly survey?: true
}

const who = { staff: organiser, now }
const second = (count: number): string => new Date(Date.parse(now) + count * 1000).toISOString()

const come = async (stores: Stores, slug: string, number: number, said: Partial<RegistrationInput> = {}): Promise<void> => {
  const register = createRegistering(stores)
  const answer = await register(slug, makePerson(number, said), { now: second(number), language: 'en', requestKey: `form-${number}` })
  if (typeof answer === 'object') throw new Error(`person ${number} could not register`)
}

const leave = async (stores: Stores, slug: string, ...numbers: readonly number[]): Promise<void> => {
  const cancel = createCancelling(stores)
  for (const number of numbers) await cancel({ id: idOf(await stores.keys.links(), slug, number), round: 1 }, second(60 + number))
}

/** A published event that this many people registered for. */
const eventWith = async (stores: Stores, input: Partial<EventInput>, people: number, country = 'DE'): Promise<string> => {
  const { slug } = await publishEvent(stores, { waitingList: 'confirm', surveyAfter: 'PT30M', ...input })
  for (let number = 1; number <= people; number++) await come(stores, slug, number, { country })
  return slug
}

const change = async (stores: Stores, slug: string, input: Partial<EventInput>): Promise<void> => {
  const changed = await createManaging(stores).change(slug, who, (before) => ({ ...before, ...input, allowBelowGiven: true }))
  if (changed.outcome !== 'done') throw new Error(`the event could not be changed: ${changed.outcome}`)
}

const sessions: EventInput['sessions'] = [
  { kind: 'talk', title: 'Lab', start: '2022-05-17T10:00', end: '2022-05-17T10:20', speakers: [], choose: true, capacity: 1 },
  { kind: 'talk', title: 'Talk', start: '2022-05-17T10:20', end: '2022-05-17T10:30', speakers: [], choose: true, capacity: 1 },
]

export const invitedPeople = (from: number, to: number): readonly string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => makePerson(from + index).email)

/** An event for the people on its list, one of whom has registered. */
const invitedEvent = async (stores: Stores): Promise<string> => {
  const slug = await eventWith(stores, { capacity: 4, audience: 'invited' }, 0)
  await stores.retention.keepUntil(lists.invited(slug), '2022-08-15T10:00:00.000Z')
  await stores.lists.add(lists.invited(slug), invitedPeople(1, 4), now)
  await come(stores, slug, 1, { personalKey: personalKey(await stores.keys.links(), slug, makePerson(1).email) })
  return slug
}

export const situations: readonly Situation[] = [
  { name: 'room', at: now, places: 4, make: (stores) => eventWith(stores, { capacity: 4 }, 2) },
  { name: 'full, people waiting', at: now, places: 2, make: (stores) => eventWith(stores, { capacity: 2 }, 4) },
  {
    name: 'an offer running',
    at: now,
    places: 2,
    make: async (stores) => {
      const slug = await eventWith(stores, { capacity: 2, waitingList: 'offer', offerHours: 1 }, 4)
      await leave(stores, slug, 1)
      return slug
    },
  },
  {
    name: 'places kept for a group',
    at: now,
    places: 3,
    make: (stores) =>
      eventWith(stores, { capacity: 3, holds: [{ label: 'France', places: 1, until: '2022-04-20T12:00', countries: ['FR'] }] }, 3),
  },
  {
    name: 'requests to approve',
    at: now,
    places: 2,
    make: async (stores) => {
      const slug = await eventWith(stores, { capacity: 2, audience: 'approval' }, 3)
      await createApproving(stores).approve(slug, idOf(await stores.keys.links(), slug, 1), now)
      return slug
    },
  },
  {
    name: 'sessions that fill',
    at: now,
    places: 3,
    make: async (stores) => {
      const slug = await eventWith(stores, { capacity: 3, sessions }, 0)
      await come(stores, slug, 1, { sessions: ['lab'] })
      await come(stores, slug, 2, { sessions: ['talk'] })
      return slug
    },
  },
  {
    name: 'more given than allowed',
    at: now,
    places: 4,
    make: async (stores) => {
      const slug = await eventWith(stores, { capacity: 4 }, 6)
      await change(stores, slug, { capacity: 2 })
      return slug
    },
  },
  {
    name: 'given back',
    at: now,
    places: 4,
    make: async (stores) => {
      const slug = await eventWith(stores, { capacity: 4 }, 5)
      await change(stores, slug, { capacity: 2 })
      await leave(stores, slug, 1, 2, 3)
      return slug
    },
  },
  {
    name: 'given back, two counters',
    at: now,
    places: 9,
    make: async (stores) => {
      const slug = await eventWith(stores, { capacity: 9 }, 10)
      await change(stores, slug, { capacity: 2 })
      await leave(stores, slug, 1, 2, 3, 4, 5, 6, 7, 8)
      return slug
    },
  },
  {
    name: 'moved',
    at: now,
    places: 2,
    make: async (stores) => {
      const slug = await eventWith(stores, { capacity: 2 }, 3)
      await change(stores, slug, { start: '2022-05-17T10:00', end: '2022-05-17T13:00' })
      return slug
    },
  },
  {
    name: 'cancelled',
    at: now,
    places: 2,
    make: async (stores) => {
      const slug = await eventWith(stores, { capacity: 2 }, 3)
      await createManaging(stores).cancel(slug, who)
      return slug
    },
  },
  { name: 'over', at: afterTheEnd, places: 3, survey: true, make: (stores) => eventWith(stores, { capacity: 3 }, 3) },
  { name: 'by invitation', at: now, places: 4, list: true, make: invitedEvent },
  { name: 'by invitation, long over', at: listsAreForgotten, places: 4, list: true, make: invitedEvent },
]
