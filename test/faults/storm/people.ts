import { emailKey } from '../../../shared/domain/basics/email-address.ts'
import type { EventInput } from '../../../shared/domain/event/event.ts'
import { registrationId } from '../../../shared/tokens/registration-tokens.ts'
import type { Managed, Who } from '../../../shared/use-cases/event/managing.ts'
import type { Registering } from '../../../shared/use-cases/registration/registering.ts'
import { makePerson, organiser } from '../../make/programme.ts'
import type { PersonPlan, StormPlan } from './plan.ts'
import type { Processes } from './processes.ts'
import type { Service } from './service.ts'
import type { SimulatedTime } from './simulated-time.ts'

interface Parts {
  readonly plan: StormPlan
  readonly slug: string
  readonly time: SimulatedTime
  readonly processes: Processes
  readonly random: () => number
}

const instant = (): string => new Date().toISOString()
const who = (): Who => ({ staff: organiser, now: instant() })

// The event's times: as planned, after the first move, and after the second.
const places = [
  { start: '2022-05-18T14:00', end: '2022-05-18T16:00' },
  { start: '2022-05-19T09:30', end: '2022-05-19T11:30' },
] as const

/** People and the organiser, who sometimes see an error and try again until they know the outcome. */
export const createPeople = ({ plan, slug, time, processes, random }: Parts) => {
  const answers = new Map<number, Registering>()

  /** Asks until an answer `isDefinite`. */
  const persist = async <Answer>(
    name: 'attendee' | 'organiser',
    ask: (service: Service) => Promise<Answer>,
    isDefinite: (answer: Answer) => boolean = () => true,
  ): Promise<Answer> => {
    for (;;) {
      const answer = await processes.invoke(name, ask).catch(() => undefined)
      if (answer !== undefined && isDefinite(answer)) return answer
      await time.sleep(1000 + random() * 20_000)
    }
  }

  const register = async (person: PersonPlan, visit: number): Promise<void> => {
    const input = makePerson(person.number, { email: person.email })
    const requestKey = `form-${person.number}-${visit}`
    const answer = await persist('attendee', ({ register }) => register(slug, input, { now: instant(), language: 'en', requestKey }))
    answers.set(person.number, answer)
  }

  const found = async ({ stores }: Service, { email }: PersonPlan) =>
    stores.registrations.get(registrationId(await stores.keys.links(), slug, emailKey(email)))

  const cancel = (person: PersonPlan): Promise<unknown> =>
    persist('attendee', async (service) => {
      const registration = await found(service, person)
      return registration === undefined ? 'no-such-registration' : service.cancel(registration, instant())
    })

  const live = async (person: PersonPlan): Promise<void> => {
    await time.sleep(person.arrivesAt)
    await register(person, 1)
    if (person.cancelsAfter === undefined) return
    await time.sleep(person.cancelsAfter)
    await cancel(person)
    if (person.comesBackAfter === undefined) return
    await time.sleep(person.comesBackAfter)
    await register(person, 2)
  }

  const isDone = ({ outcome }: Managed): boolean => outcome === 'done' || outcome === 'wrong-state'

  const change = (to: Partial<EventInput>): Promise<Managed> =>
    persist('organiser', ({ scheduling }) => scheduling.change(slug, who(), (input) => ({ ...input, ...to })), isDone)

  const at = async (begin: number, when: number): Promise<void> => {
    await time.sleep(Math.max(0, begin + when - time.now()))
  }

  /** The organiser moves the event twice, and cancels it if the plan says so. */
  const organise = async (): Promise<void> => {
    const begin = time.now()
    for (const [index, when] of plan.moves.entries()) {
      await at(begin, when)
      await change(places[index] ?? places[0])
    }
    if (plan.ending === 'held') return
    await at(begin, plan.cancelledAt)
    await persist('organiser', ({ scheduling }) => scheduling.cancel(slug, who()), isDone)
  }

  const answerSurvey = (person: PersonPlan): Promise<unknown> =>
    persist('attendee', async (service) => {
      const registration = await found(service, person)
      return registration === undefined ? false : service.stores.responses.give(registration, [], {})
    })

  return {
    /** What each person was last told about registering. */
    answers,
    /** Everyone comes and goes while the organiser moves the event. */
    liveThrough: async (): Promise<void> => {
      await Promise.all([organise(), ...plan.people.map(live)])
    },
    /** The join link changes while people are being reminded of the event. */
    changeLink: async (): Promise<void> => {
      if (plan.linkChangesAt === undefined) return
      await time.sleep(plan.linkChangesAt)
      await change({ joinUrl: 'https://meet.example/another-room' })
    },
    /** Those who intend to give feedback do so. */
    answerSurveys: async (): Promise<void> => {
      const those = plan.people.filter(({ answersSurvey, cancelsAfter }) => answersSurvey && cancelsAfter === undefined)
      await Promise.all(those.map(answerSurvey))
    },
  }
}
