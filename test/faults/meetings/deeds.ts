import { randomUUID } from 'node:crypto'
import { createFollowing } from '../../../functions/mail-events/following.ts'
import { network } from '../../../shared/domain/basics/network.ts'
import type { EventInput } from '../../../shared/domain/event/event.ts'
import { surveyTemplate } from '../../../shared/domain/feedback/survey.ts'
import { messageEvent } from '../../../shared/domain/mail/owed-mail.ts'
import { invitationUid, type Registration, type RegistrationStatus } from '../../../shared/domain/registration/registration.ts'
import { createCalendarAnswers } from '../../../shared/store/calendar-answers.ts'
import { personalKey } from '../../../shared/tokens/personal-key.ts'
import { createManaging } from '../../../shared/use-cases/event/managing.ts'
import { createCancelling } from '../../../shared/use-cases/registration/cancelling.ts'
import { createChanging } from '../../../shared/use-cases/registration/changing.ts'
import { createGroupRegistering } from '../../../shared/use-cases/registration/group-registering.ts'
import { createHandingOver } from '../../../shared/use-cases/registration/handing-over.ts'
import { createNoting } from '../../../shared/use-cases/registration/noting-calendar-answers.ts'
import { createRegistering } from '../../../shared/use-cases/registration/registering.ts'
import { makePerson, organiser } from '../../make/programme.ts'
import { foldAnswers, workOffFanOuts } from './settling.ts'
import { firstNewcomer, type World } from './world.ts'

/** Something done to an event; undefined if the situation lacks a person to do it. */
export type Deed = (world: World) => (() => Promise<unknown>) | undefined

export const first = ({ people }: World, status: RegistrationStatus): Registration | undefined =>
  people.find((person) => person.status === status)
export const last = ({ people }: World, status: RegistrationStatus): Registration | undefined =>
  people.findLast((person) => person.status === status)

export const hourAfter = (at: string): string => new Date(Date.parse(at) + 61 * 60_000).toISOString()

export const always =
  (act: (world: World) => Promise<unknown>): Deed =>
  (world) =>
  () =>
    act(world)

/** Something that only a certain person of the situation can do. */
export const by =
  (find: (world: World) => Registration | undefined, act: (world: World, person: Registration) => Promise<unknown>): Deed =>
  (world) => {
    const person = find(world)
    return person && (() => act(world, person))
  }

export const register = async ({ stores, slug, now, list }: World, number: number, country = 'DE'): Promise<unknown> => {
  const key = personalKey(await stores.keys.links(), slug, makePerson(number).email)
  const said = makePerson(number, { country, ...(list ? { personalKey: key } : {}) })
  return createRegistering(stores)(slug, said, { now, language: 'en', requestKey: `form-${number}` })
}

export const registerGroup = ({ stores, slug, now }: World): Promise<unknown> => {
  const [one, two] = [makePerson(firstNewcomer + 2), makePerson(firstNewcomer + 3)]
  const { organisation, role } = one
  const people = [one, two].map(({ name, email }) => ({ name, email, answers: {} }))
  return createGroupRegistering(createRegistering(stores))(
    slug,
    { organisation, role, country: 'DE', consent: true, people },
    { now, language: 'en', requestKey: 'group' },
  )
}

export const cancel = ({ stores, now }: World, person: Registration): Promise<unknown> => createCancelling(stores)(person, now)

export const handOverTo =
  (number: number) =>
  ({ stores, now }: World, person: Registration): Promise<unknown> => {
    const { name, email } = makePerson(number)
    return createHandingOver(stores)(person, { name, email, answers: {}, consent: true }, now)
  }

/** Changes the details and, if the event has sessions to choose, the choice of them. */
export const change =
  (sessions?: readonly string[]) =>
  ({ stores, now }: World, person: Registration): Promise<unknown> => {
    const { name, organisation, country, role, answers } = person
    const details = { name: `${name} anew`, organisation, country, role, answers }
    return createChanging(stores)(person, { ...details, ...(sessions === undefined ? {} : { sessions }) }, now)
  }

export const inSession = ({ people }: World, session: string): Registration | undefined =>
  people.find(({ sessions }) => sessions.includes(session))

/** A change of the event by its organiser, which must be possible unless the event was cancelled. */
export const schedule =
  (input: (before: EventInput, world: World) => Partial<EventInput>) =>
  async (world: World): Promise<void> => {
    const { stores, slug, now } = world
    const changed = await createManaging(stores).change(slug, { staff: organiser, now }, (before) => ({
      ...before,
      ...input(before, world),
      allowBelowGiven: true,
    }))
    if (changed.outcome !== 'done' && changed.outcome !== 'wrong-state')
      throw new Error(`the event could not be changed: ${JSON.stringify(changed)}`)
  }

/** Four weeks later than the event was, or than now if it is over. */
export const moved = ({ start, end, sessions }: EventInput, { now }: World): Partial<EventInput> => {
  const days = 28 + Math.max(0, Math.ceil((Date.parse(now) - Date.parse(`${start}Z`)) / 86_400_000))
  const shift = (wall: string): string => new Date(Date.parse(`${wall}Z`) + days * 86_400_000).toISOString().slice(0, 16)
  return {
    start: shift(start),
    end: shift(end),
    sessions: sessions.map((session) => ({ ...session, start: shift(session.start), end: shift(session.end) })),
  }
}

export const follow =
  (what: 'sent' | 'bounced') =>
  async (world: World, person: Registration): Promise<unknown> => {
    const { stores, now } = world
    const outbox = `${person.id}_${person.round}_confirmation_0`
    const about = { outbox, sesMessageId: `ses-${person.id}` }
    const evidence = { at: now, reason: 'no-address', feedbackId: 'feedback' } as const
    return createFollowing(stores)(
      what === 'sent' ? { what, takenAt: now, ...about } : { what, ...about, addresses: [person.email], evidence, asOf: now },
    )
  }

export const decline = ({ stores, now }: World, person: Registration): Promise<unknown> =>
  createNoting({ ...stores, answers: createCalendarAnswers(stores.database, stores.tables.people) })(
    {
      uid: invitationUid(person, network.mail.domain),
      answer: 'declined',
      sequence: person.sequence,
      stamp: now,
      addresses: [person.email],
    },
    now,
  )

export const answerSurvey = async (world: World, person: Registration): Promise<unknown> => {
  await world.stores.responses.give(person, surveyTemplate, { overall: 5, usefulness: 4, recommend: 9, change: 'Nothing.' })
  return foldAnswers(world)
}

export const invite = async (world: World): Promise<unknown> => {
  const { stores, slug, now } = world
  const event = await stores.events.get(slug)
  if (event === undefined) return undefined
  const { revision, language } = event
  await stores.fanOuts.begin({
    kind: 'invited',
    slug,
    revision,
    mark: randomUUID(),
    language,
    createdAt: now,
    event: messageEvent(event),
  })
  return workOffFanOuts(world)
}
