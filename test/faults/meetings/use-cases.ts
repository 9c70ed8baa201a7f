import { randomUUID } from 'node:crypto'
import { createAccepting } from '../../../functions/attendee/accepting.ts'
import { createCancelling } from '../../../functions/attendee/cancelling.ts'
import { createChanging } from '../../../functions/attendee/changing.ts'
import { createHandingOver } from '../../../functions/attendee/handing-over.ts'
import { createRegistering } from '../../../functions/attendee/registering.ts'
import { createGroupRegistering } from '../../../functions/attendee/registering-group.ts'
import { createFollowing } from '../../../functions/mail-events/following.ts'
import { createApproving } from '../../../functions/organiser/approving.ts'
import { createScheduling } from '../../../functions/organiser/scheduling.ts'
import { createNoting } from '../../../functions/replies/noting.ts'
import type { EventInput } from '../../../shared/domain/event.ts'
import { network } from '../../../shared/domain/network.ts'
import { messageEvent } from '../../../shared/domain/owed-mail.ts'
import { invitationUid, type Registration, type RegistrationStatus } from '../../../shared/domain/registration.ts'
import { surveyTemplate } from '../../../shared/domain/survey.ts'
import { createBringing } from '../../../shared/seating/bringing-to-outbox.ts'
import { createPromoting } from '../../../shared/seating/promoting.ts'
import { createProving } from '../../../shared/seating/proving.ts'
import { lists } from '../../../shared/store/address-lists.ts'
import { createCalendarAnswers } from '../../../shared/store/calendar-answers.ts'
import { personalKey } from '../../../shared/web/personal-key.ts'
import { makePerson, organiser } from '../../make/programme.ts'
import { clockOf } from './clock-of-one.ts'
import { foldAnswers, workOffFanOuts } from './settling.ts'
import { firstNewcomer, type World } from './world.ts'

/** Something that somebody does with an event, or that the service does by itself. */
export interface UseCase {
  readonly name: string
  /** Whether it can lead to a write on a seat counter, or to one that those who write there must know of. */
  readonly touchesCounters: boolean
  /** How many places the event has more by it. */
  readonly adds?: number
  /** The deed, or undefined where the situation has nobody to do it. */
  readonly in: (world: World) => (() => Promise<unknown>) | undefined
}

const first = ({ people }: World, status: RegistrationStatus): Registration | undefined => people.find((person) => person.status === status)
const last = ({ people }: World, status: RegistrationStatus): Registration | undefined =>
  people.findLast((person) => person.status === status)

const hourAfter = (at: string): string => new Date(Date.parse(at) + 61 * 60_000).toISOString()

const always =
  (act: (world: World) => Promise<unknown>): UseCase['in'] =>
  (world) =>
  () =>
    act(world)

/** What only somebody can do whom the situation has. */
const by =
  (find: (world: World) => Registration | undefined, act: (world: World, person: Registration) => Promise<unknown>): UseCase['in'] =>
  (world) => {
    const person = find(world)
    return person && (() => act(world, person))
  }

const register = async ({ stores, slug, now, list }: World, number: number, country = 'DE'): Promise<unknown> => {
  const key = personalKey(await stores.keys.links(), slug, makePerson(number).email)
  const said = makePerson(number, { country, ...(list ? { personalKey: key } : {}) })
  return createRegistering(stores)(slug, said, { now, language: 'en', requestKey: `form-${number}` })
}

const registerGroup = ({ stores, slug, now }: World): Promise<unknown> => {
  const [one, two] = [makePerson(firstNewcomer + 2), makePerson(firstNewcomer + 3)]
  const { organisation, role } = one
  const people = [one, two].map(({ name, email }) => ({ name, email, answers: {} }))
  return createGroupRegistering(createRegistering(stores))(
    slug,
    { organisation, role, country: 'DE', consent: true, people },
    { now, language: 'en', requestKey: 'group' },
  )
}

const cancel = ({ stores, now }: World, person: Registration): Promise<unknown> => createCancelling(stores)(person, now)

const handOverTo =
  (number: number) =>
  ({ stores, now }: World, person: Registration): Promise<unknown> => {
    const { name, email } = makePerson(number)
    return createHandingOver(stores)(person, { name, email, answers: {}, consent: true }, now)
  }

/** Changes the details and, where the event has sessions to choose, the choice of them. */
const change =
  (sessions?: readonly string[]) =>
  ({ stores, now }: World, person: Registration): Promise<unknown> => {
    const { name, organisation, country, role, answers } = person
    const details = { name: `${name} anew`, organisation, country, role, answers }
    return createChanging(stores)(person, { ...details, ...(sessions === undefined ? {} : { sessions }) }, now)
  }

const inSession = ({ people }: World, session: string): Registration | undefined =>
  people.find(({ sessions }) => sessions.includes(session))

/** A change of the event by its organiser, which must be possible but where the event was called off. */
const schedule =
  (input: (before: EventInput, world: World) => Partial<EventInput>) =>
  async (world: World): Promise<void> => {
    const { stores, slug, now } = world
    const changed = await createScheduling(stores).change(slug, { staff: organiser, now }, (before) => ({
      ...before,
      ...input(before, world),
      allowBelowGiven: true,
    }))
    if (changed.outcome !== 'done' && changed.outcome !== 'wrong-state')
      throw new Error(`the event could not be changed: ${JSON.stringify(changed)}`)
  }

/** Four weeks later than the event was, or than now where it is over. */
const moved = ({ start, end, sessions }: EventInput, { now }: World): Partial<EventInput> => {
  const days = 28 + Math.max(0, Math.ceil((Date.parse(now) - Date.parse(`${start}Z`)) / 86_400_000))
  const shift = (wall: string): string => new Date(Date.parse(`${wall}Z`) + days * 86_400_000).toISOString().slice(0, 16)
  return {
    start: shift(start),
    end: shift(end),
    sessions: sessions.map((session) => ({ ...session, start: shift(session.start), end: shift(session.end) })),
  }
}

const follow =
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

const decline = ({ stores, now }: World, person: Registration): Promise<unknown> =>
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

const answerSurvey = async (world: World, person: Registration): Promise<unknown> => {
  await world.stores.responses.give(person, surveyTemplate, { overall: 5, usefulness: 4, recommend: 9, change: 'Nothing.' })
  return foldAnswers(world)
}

const invite = async (world: World): Promise<unknown> => {
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

const hasSurvey = ({ survey }: World): boolean => survey
const hasList = ({ list }: World): boolean => list

/** What happens only at some events. */
const onlyWhere =
  (holds: (world: World) => boolean, act: UseCase['in']): UseCase['in'] =>
  (world) =>
    holds(world) ? act(world) : undefined

const placesAdded = 3

const counters = (name: string, act: UseCase['in']): UseCase => ({ name, touchesCounters: true, in: act })
const others = (name: string, act: UseCase['in']): UseCase => ({ name, touchesCounters: false, in: act })

/** Every use case that writes. */
export const useCases: readonly UseCase[] = [
  counters(
    'register',
    always((world) => register(world, firstNewcomer)),
  ),
  counters(
    'register another',
    always((world) => register(world, firstNewcomer + 1, 'FR')),
  ),
  counters('register a group', always(registerGroup)),
  counters(
    'cancel a registration',
    by((world) => first(world, 'confirmed'), cancel),
  ),
  counters(
    'cancel another registration',
    by((world) => last(world, 'confirmed'), cancel),
  ),
  counters(
    'leave the list',
    by((world) => first(world, 'waitlisted'), cancel),
  ),
  counters(
    'accept an offer',
    by(
      (world) => first(world, 'offered'),
      ({ stores, now }, person) => createAccepting(stores)(person, now),
    ),
  ),
  counters(
    'decline an offer',
    by((world) => first(world, 'offered'), cancel),
  ),
  counters(
    'hand over',
    by((world) => first(world, 'confirmed'), handOverTo(firstNewcomer + 4)),
  ),
  counters(
    'hand over to who waits',
    by(
      (world) => first(world, 'confirmed') && first(world, 'waitlisted'),
      (world) => {
        const [from, to] = [first(world, 'confirmed'), first(world, 'waitlisted')]
        if (from === undefined || to === undefined) throw new Error('nobody to hand over')
        return createHandingOver(world.stores)(from, { name: to.name, email: to.email, answers: {}, consent: true }, world.now)
      },
    ),
  ),
  counters(
    'give a session back',
    by((world) => inSession(world, 'lab'), change([])),
  ),
  counters(
    'choose a session',
    by((world) => inSession(world, 'talk'), change(['lab'])),
  ),
  others(
    'change a registration',
    by((world) => first(world, 'confirmed'), change()),
  ),
  counters(
    'approve',
    by(
      (world) => first(world, 'pending'),
      ({ stores, slug, now }, { id }) => createApproving(stores).approve(slug, id, now),
    ),
  ),
  counters(
    'turn down',
    by(
      (world) => first(world, 'pending'),
      ({ stores, slug, now }, { id }) => createApproving(stores).decline(slug, id, now),
    ),
  ),
  counters('move', always(schedule(moved))),
  { ...counters('add places', always(schedule(({ capacity = 0 }) => ({ capacity: capacity + placesAdded })))), adds: placesAdded },
  counters('take places away', always(schedule(() => ({ capacity: 1, holds: [] })))),
  counters(
    'keep a place',
    always(schedule(() => ({ holds: [{ label: 'Germany', places: 1, until: '2022-04-20T12:00', countries: ['DE'] }] }))),
  ),
  counters(
    'cancel the event',
    always(({ stores, slug, now }) => createScheduling(stores).cancel(slug, { staff: organiser, now })),
  ),
  counters(
    'promote',
    always(({ stores, slug, now }) => createPromoting(stores)(slug, now)),
  ),
  counters(
    'the clock',
    always((world) => clockOf(world)(world.now)),
  ),
  counters(
    'the clock an hour later',
    always((world) => clockOf(world)(hourAfter(world.now))),
  ),
  counters('work off fan-outs', always(workOffFanOuts)),
  counters(
    'prove and mend',
    always(({ stores, slug, now }) => createProving(stores, 1)(slug, now)),
  ),
  others(
    'bring mails to the outbox',
    by(
      ({ people }) => people.find(({ owes }) => owes !== undefined),
      ({ stores, now }, { id }) => createBringing(stores)(id, now),
    ),
  ),
  others(
    'follow a mail',
    by((world) => first(world, 'confirmed'), follow('sent')),
  ),
  others(
    'follow a mail that came back',
    by((world) => first(world, 'confirmed'), follow('bounced')),
  ),
  others(
    'a calendar declines',
    by((world) => first(world, 'confirmed'), decline),
  ),
  others(
    'answer the survey',
    onlyWhere(
      hasSurvey,
      by((world) => first(world, 'confirmed'), answerSurvey),
    ),
  ),
  others(
    'another answers the survey',
    onlyWhere(
      hasSurvey,
      by((world) => last(world, 'confirmed'), answerSurvey),
    ),
  ),
  others(
    'note who attended',
    onlyWhere(
      hasSurvey,
      by(
        (world) => first(world, 'confirmed'),
        ({ stores, slug, now }, { id }) => stores.attendances.mark({ id, mark: 'attended' }, { slug, now }),
      ),
    ),
  ),
  others(
    'note who was absent',
    onlyWhere(
      hasSurvey,
      by(
        (world) => first(world, 'confirmed'),
        ({ stores, slug, now }, { id }) => stores.attendances.mark({ id, mark: 'absent' }, { slug, now, unmarkedOnly: true }),
      ),
    ),
  ),
  others(
    'add to the list',
    onlyWhere(
      hasList,
      always(({ stores, slug, now }) => stores.lists.add(lists.invited(slug), [makePerson(firstNewcomer).email, makePerson(2).email], now)),
    ),
  ),
  others(
    'take off the list',
    onlyWhere(
      hasList,
      always(({ stores, slug }) => stores.lists.remove(lists.invited(slug), [makePerson(firstNewcomer).email, makePerson(2).email])),
    ),
  ),
  others('invite the list', onlyWhere(hasList, always(invite))),
]
