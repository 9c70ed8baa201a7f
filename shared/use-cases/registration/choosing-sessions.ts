import type { FieldProblem } from '../../domain/basics/field-problem.ts'
import type { Instant } from '../../domain/basics/wall-time.ts'
import { asksParticipation } from '../../domain/event/participation.ts'
import { holdsSeat, type Registration, type RegistrationInput } from '../../domain/registration/registration.ts'
import { choiceFull, seatsAfter, sessionProblems, sessionsAfter } from '../../domain/registration/session-choice.ts'
import type { EventWithSeats } from '../../domain/seats/event-with-seats.ts'
import { isEventFull, seatsFor } from '../seats/placing.ts'
import { groupsOf } from './registering.ts'

/** What of an input concerns the choice of sessions and of a way to take part, as far as it can be read. */
type Choosing = { readonly [Name in 'sessions' | 'country' | 'participation']?: RegistrationInput[Name] | undefined }

/** What is wrong with the sessions that somebody chooses who is not registered yet. Only registering itself takes seats. */
export const choiceProblems = (
  read: EventWithSeats,
  { sessions = [], country = '', participation }: Choosing,
  now: Instant,
): readonly FieldProblem[] => {
  const { event } = read
  const problems = sessionProblems(event, sessions)
  // Whoever asks for a place or waits only wishes, and a session may be full.
  if (problems.length > 0 || event.audience === 'approval') return problems
  const groups = groupsOf(event, country, undefined)
  const choice = seatsFor(read, { groups, sessions, participation, source: undefined, held: undefined }, now)
  return 'full' in choice && !isEventFull(read, choice) ? [choiceFull(read, sessions, choice.full)] : []
}

type Chosen = Pick<Registration, 'sessions' | 'participation' | 'seats'>

/** What somebody chooses anew; what is left out stays. */
export interface NewChoice {
  readonly sessions?: readonly string[] | undefined
  readonly participation?: Registration['participation']
}

const same = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((id) => other.includes(id))

/** The choices and seats that result from choosing anew; nothing if the choice is unchanged. */
export const chooseAnew = (
  read: EventWithSeats,
  registration: Registration,
  { sessions: chosen, participation }: NewChoice,
): Partial<Chosen> | { readonly problems: readonly FieldProblem[] } => {
  const { event, seats: shards } = read
  const after = chosen === undefined ? registration.sessions : sessionsAfter(event, registration.sessions, chosen)
  const stays = same(after, registration.sessions)
  const switches = participation !== undefined && participation !== registration.participation && asksParticipation(event)
  if (stays && !switches) return {}
  const problems = stays || chosen === undefined ? [] : sessionProblems(event, chosen)
  if (problems.length > 0) return { problems }
  const anew = { ...(stays ? {} : { sessions: [...after] }), ...(switches ? { participation } : {}) }
  if (!holdsSeat(registration)) return anew
  const choice = seatsAfter(
    event,
    shards,
    registration,
    { sessions: after, participation: switches ? participation : undefined },
    Math.random,
  )
  const added = after.filter((id) => !registration.sessions.includes(id))
  return 'full' in choice ? { problems: [choiceFull(read, added, choice.full)] } : { ...anew, seats: choice.seats }
}

/** What is wrong with choosing anew. */
export const problemsAnew = (...asked: Parameters<typeof chooseAnew>): readonly FieldProblem[] => {
  const chosen = chooseAnew(...asked)
  return 'problems' in chosen ? chosen.problems : []
}
