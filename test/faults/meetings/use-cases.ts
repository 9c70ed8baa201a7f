import { lists } from '../../../shared/store/address-lists.ts'
import { createManaging } from '../../../shared/use-cases/event/managing.ts'
import { createBringing } from '../../../shared/use-cases/mail/bringing-to-outbox.ts'
import { createAccepting } from '../../../shared/use-cases/registration/accepting.ts'
import { createApproving } from '../../../shared/use-cases/registration/approving.ts'
import { createCancellingForOrganiser } from '../../../shared/use-cases/registration/cancelling.ts'
import { createHandingOver } from '../../../shared/use-cases/registration/handing-over.ts'
import { createPromoting } from '../../../shared/use-cases/seats/promoting.ts'
import { createProving } from '../../../shared/use-cases/seats/proving.ts'
import { makePerson, organiser } from '../../make/programme.ts'
import { clockOf } from './clock-of-one.ts'
import {
  always,
  answerSurvey,
  by,
  cancel,
  change,
  type Deed,
  decline,
  first,
  follow,
  handOverTo,
  hourAfter,
  inSession,
  invite,
  last,
  moved,
  register,
  registerGroup,
  schedule,
} from './deeds.ts'
import { workOffFanOuts } from './settling.ts'
import { firstNewcomer, type World } from './world.ts'

/** Something that somebody does with an event, or that the service does automatically. */
export interface UseCase {
  readonly name: string
  /** Whether it can lead to a write on a seat counter, or to one that such writers must know of. */
  readonly touchesCounters: boolean
  /** How many places it adds to the event. */
  readonly adds?: number
  /** Whether it reads an index's results again by key before acting: what happens just before such a query makes no difference. */
  readonly readsAgain?: boolean
  readonly in: Deed
}

const hasSurvey = ({ survey }: World): boolean => survey
const hasList = ({ list }: World): boolean => list

/** What only some events allow. */
const onlyWhere =
  (holds: (world: World) => boolean, act: Deed): Deed =>
  (world) =>
    holds(world) ? act(world) : undefined

const placesAdded = 3

const counters = (name: string, act: Deed): UseCase => ({ name, touchesCounters: true, in: act })
const others = (name: string, act: Deed): UseCase => ({ name, touchesCounters: false, in: act })

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
    'the organiser cancels a registration',
    by(
      (world) => first(world, 'confirmed'),
      ({ stores, slug, now }, { id }) => createCancellingForOrganiser(stores)(slug, id, { now, tells: true }),
    ),
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
    always(({ stores, slug, now }) => createManaging(stores).cancel(slug, { staff: organiser, now })),
  ),
  counters(
    'promote',
    always(({ stores, slug, now }) => createPromoting(stores)(slug, now)),
  ),
  {
    ...counters(
      'the clock',
      always((world) => clockOf(world)(world.now)),
    ),
    readsAgain: true,
  },
  {
    ...counters(
      'the clock an hour later',
      always((world) => clockOf(world)(hourAfter(world.now))),
    ),
    readsAgain: true,
  },
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
