import fc from 'fast-check'
import { createClockWork } from '../../functions/clock/clock-work.ts'
import { createFanningOut } from '../../functions/fan-out/fanning-out.ts'
import { emailKey } from '../../shared/domain/basics/email-address.ts'
import type { EventInput } from '../../shared/domain/event/event.ts'
import type { Participation } from '../../shared/domain/event/participation.ts'
import type { Registration } from '../../shared/domain/registration/registration.ts'
import { registrationId } from '../../shared/tokens/registration-tokens.ts'
import { createManaging } from '../../shared/use-cases/event/managing.ts'
import { createBringing } from '../../shared/use-cases/mail/bringing-to-outbox.ts'
import { createAccepting } from '../../shared/use-cases/registration/accepting.ts'
import { createCancelling } from '../../shared/use-cases/registration/cancelling.ts'
import { createChanging } from '../../shared/use-cases/registration/changing.ts'
import { createHandingOver } from '../../shared/use-cases/registration/handing-over.ts'
import { createRegistering } from '../../shared/use-cases/registration/registering.ts'
import { createPlacing } from '../../shared/use-cases/seats/placing.ts'
import { createPromoting } from '../../shared/use-cases/seats/promoting.ts'
import { createVacating } from '../../shared/use-cases/seats/vacating.ts'
import { makePerson, now, organiser } from '../make/programme.ts'
import type { Stores } from '../store/local-store.ts'
import { partitionOf } from '../store/scan.ts'

const people = 12
/** More than an hour after `now`, when offers have expired. */
const later = '2022-04-01T10:30:00.000Z'
const who = { staff: organiser, now }

const person = fc.integer({ min: 1, max: people })
const does = <const Name extends string>(name: Name) => fc.record({ do: fc.constant(name) })
const personDoes = <const Name extends string>(name: Name) => fc.record({ do: fc.constant(name), person })

/** A choice of sessions in one window, or concurrently in two. */
const choices = fc.array(fc.subarray(['lab', 'talk']), { minLength: 1, maxLength: 2 })

/** Something that somebody does to an event. */
export const step = fc.oneof(
  { weight: 8, arbitrary: personDoes('register') },
  { weight: 3, arbitrary: personDoes('cancel') },
  { weight: 2, arbitrary: personDoes('accept') },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('handOver'), person, to: person }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('choose'), person, choices }) },
  { weight: 2, arbitrary: personDoes('approve') },
  { weight: 1, arbitrary: personDoes('decline') },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('move'), hour: fc.integer({ min: 10, max: 20 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('resize'), capacity: fc.integer({ min: 1, max: 8 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('keep'), places: fc.integer({ min: 0, max: 2 }) }) },
  { weight: 1, arbitrary: does('promote') },
  { weight: 1, arbitrary: does('tick') },
  { weight: 1, arbitrary: does('bring') },
)
export type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

/** The varieties of events: how free places are given, whether approval is needed, whether places are kept, whether sessions fill up. */
export const kindOfEvent = fc.record({
  capacity: fc.integer({ min: 1, max: 6 }),
  waitingList: fc.constantFrom('offer' as const, 'confirm' as const),
  audience: fc.constantFrom('public' as const, 'public' as const, 'approval' as const),
  kept: fc.integer({ min: 0, max: 1 }),
  session: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
})

const holdOf = (places: number): EventInput['holds'] =>
  places === 0 ? [] : [{ label: 'France', places, until: '2022-04-20T12:00', countries: ['FR'] }]

const sessionOf = (capacity: number | undefined): EventInput['sessions'] =>
  capacity === undefined
    ? []
    : [
        { kind: 'talk', title: 'Lab', start: '2022-05-17T10:00', end: '2022-05-17T10:20', speakers: [], choose: true, capacity },
        { kind: 'talk', title: 'Talk', start: '2022-05-17T10:20', end: '2022-05-17T10:30', speakers: [], choose: true, capacity: 1 },
      ]

/** Every second event is hybrid, with places in each way that can both fill. It follows from the capacity, so that known seeds stay. */
const waysOf = (capacity: number): Partial<EventInput> =>
  capacity % 2 === 1 ? {} : { format: 'hybrid', venue: 'Town hall', inPersonPlaces: capacity / 2, onlinePlaces: capacity / 2 + 1 }

/** How somebody takes part who says so for the first, second … time. */
const wayOf = (count: number): Participation => (count % 2 === 0 ? 'in-person' : 'online')

export const eventOf = ({
  capacity,
  waitingList,
  audience,
  kept,
  session,
}: typeof kindOfEvent extends fc.Arbitrary<infer Value> ? Value : never) => ({
  capacity,
  waitingList,
  audience,
  offerHours: 1,
  holds: holdOf(Math.min(kept, capacity)),
  sessions: sessionOf(session),
  ...waysOf(capacity),
})

/** Everything the service does for an event, in the way its functions do it. */
export const createActor = (stores: Stores, slug: string, hasSession: boolean) => {
  const register = createRegistering(stores)
  const cancel = createCancelling(stores)
  const accept = createAccepting(stores)
  const handOver = createHandingOver(stores)
  const change = createChanging(stores)
  const scheduling = createManaging(stores)
  const place = createPlacing(stores)
  const vacate = createVacating(stores)
  const promote = createPromoting(stores)
  const fanOut = createFanningOut(stores)
  const bring = createBringing(stores)
  const clockWork = createClockWork(stores)

  const idOf = async (number: number): Promise<string> =>
    registrationId(await stores.keys.links(), slug, emailKey(makePerson(number).email))
  const found = async (number: number): Promise<Registration | undefined> => stores.registrations.get(await idOf(number))

  const approve = async (number: number): Promise<unknown> => {
    const [registration, read] = [await found(number), await stores.events.getWithSeats(slug)]
    return registration?.status === 'pending' && read !== undefined ? place(read, registration, now, true) : undefined
  }

  const isHybrid = async (): Promise<boolean> => (await stores.events.get(slug))?.format === 'hybrid'

  const choose = async (number: number, sessions: readonly string[], count: number): Promise<unknown> => {
    const [registration, hybrid] = [await found(number), await isHybrid()]
    if (registration === undefined || !(hasSession || hybrid)) return undefined
    const { name, organisation, country, role, answers } = registration
    const chosen = { ...(hasSession ? { sessions } : {}), ...(hybrid ? { participation: wayOf(number + count) } : {}) }
    return change(registration, { name, organisation, country, role, answers, ...chosen }, now)
  }

  /** All registrations that exist among the possible ones. */
  const registered = async (): Promise<readonly Registration[]> =>
    stores.registrations.getMany(await Promise.all(Array.from({ length: people }, (_, index) => idOf(index + 1))))
  const owing = async (): Promise<readonly Registration[]> => (await registered()).filter(({ owes }) => owes !== undefined)

  const take = async (what: Step): Promise<unknown> => {
    switch (what.do) {
      case 'register': {
        const of = {
          country: what.person % 2 === 0 ? 'FR' : 'DE',
          sessions: hasSession && what.person % 3 === 0 ? ['lab'] : [],
          ...((await isHybrid()) ? { participation: wayOf(what.person) } : {}),
        }
        return register(slug, makePerson(what.person, of), { now, language: 'en', requestKey: `form-${what.person}` })
      }
      case 'cancel': {
        const registration = await found(what.person)
        return registration && cancel(registration, now)
      }
      case 'accept': {
        const registration = await found(what.person)
        return registration && accept(registration, now)
      }
      case 'handOver': {
        const [registration, { name, email }] = [await found(what.person), makePerson(what.to)]
        return registration && handOver(registration, { name, email, answers: {}, consent: true }, now)
      }
      case 'choose':
        return Promise.all(what.choices.map((sessions, count) => choose(what.person, sessions, count)))
      case 'approve':
        return approve(what.person)
      case 'decline': {
        const registration = await found(what.person)
        return registration?.status === 'pending' ? vacate(registration, 'not-approved', now) : undefined
      }
      case 'move':
        return scheduling.change(slug, who, (input) => ({ ...input, start: '2022-05-17T10:00', end: `2022-05-17T${what.hour}:30` }))
      case 'resize':
        return scheduling.change(slug, who, (input) => ({ ...input, capacity: what.capacity, holds: [], allowBelowGiven: true }))
      case 'keep':
        return scheduling.change(slug, who, (input) => ({ ...input, holds: holdOf(Math.min(what.places, input.capacity ?? 0)) }))
      case 'promote':
        return promote(slug, now)
      case 'tick':
        return clockWork(later)
      case 'bring':
        return Promise.all((await owing()).map(({ id }) => bring(id, now)))
    }
  }

  /** What streams and clock eventually do: finish every fan-out, bring every mail to the outbox, give free seats to waiting people. */
  const settle = async (): Promise<void> => {
    const owed = await partitionOf(stores, stores.tables.programme, `FANOUT#${slug}`)
    for (const { revision } of owed.sort((a, b) => Number(a['revision']) - Number(b['revision'])))
      await fanOut({ slug, kind: 'update', revision: Number(revision) }, { now: () => now, timeLeftMs: () => 60_000 })
    await promote(slug, now)
    for (const { id } of await owing()) await bring(id, now)
  }
  return { take, settle, registered }
}
