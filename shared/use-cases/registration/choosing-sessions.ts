import type { FieldProblem } from '../../domain/basics/field-problem.ts'
import type { Instant } from '../../domain/basics/wall-time.ts'
import { holdsSeat, type Registration, type RegistrationInput } from '../../domain/registration/registration.ts'
import { seatsAfter, sessionFull, sessionProblems, sessionsAfter } from '../../domain/registration/session-choice.ts'
import type { EventWithSeats } from '../../domain/seats/event-with-seats.ts'
import { isEventFull, seatsFor } from '../seats/placing.ts'
import { groupsOf } from './registering.ts'

/** What of an input concerns the choice of sessions, as far as it can be read. */
type Choosing = { readonly [Name in 'sessions' | 'country']?: RegistrationInput[Name] | undefined }

/** What is wrong with the sessions that somebody chooses who is not registered yet. Only registering itself takes seats. */
export const choiceProblems = (read: EventWithSeats, { sessions = [], country = '' }: Choosing, now: Instant): readonly FieldProblem[] => {
  const { event } = read
  const problems = sessionProblems(event, sessions)
  // Whoever asks for a place or waits only wishes, and a session may be full.
  if (problems.length > 0 || event.audience === 'approval') return problems
  const groups = groupsOf(event, country, undefined)
  const choice = seatsFor(read, { groups, sessions, source: undefined, held: undefined }, now)
  return 'full' in choice && !isEventFull(choice) ? [sessionFull(read, sessions, choice.full)] : []
}

type Chosen = Pick<Registration, 'sessions' | 'seats'>

const same = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((id) => other.includes(id))

/** The sessions and seats that result from choosing anew; nothing if the choice is unchanged. */
export const chooseAnew = (
  read: EventWithSeats,
  registration: Registration,
  chosen: readonly string[],
): Partial<Chosen> | { readonly problems: readonly FieldProblem[] } => {
  const { event, seats: shards } = read
  const sessions = sessionsAfter(event, registration.sessions, chosen)
  if (same(sessions, registration.sessions)) return {}
  const problems = sessionProblems(event, chosen)
  if (problems.length > 0) return { problems }
  if (!holdsSeat(registration)) return { sessions: [...sessions] }
  const choice = seatsAfter(event, shards, registration, sessions, Math.random)
  const added = sessions.filter((id) => !registration.sessions.includes(id))
  return 'full' in choice ? { problems: [sessionFull(read, added, choice.full)] } : { sessions: [...sessions], seats: choice.seats }
}

/** What is wrong with choosing anew. */
export const problemsAnew = (...asked: Parameters<typeof chooseAnew>): readonly FieldProblem[] => {
  const chosen = chooseAnew(...asked)
  return 'problems' in chosen ? chosen.problems : []
}
