import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import type { Registration } from '../../../shared/domain/registration/registration.ts'
import { problemsAnew } from '../../../shared/use-cases/registration/choosing-sessions.ts'
import type { Services } from '../services.ts'

/** What is wrong with a registered person's new choice of sessions, to be told with whatever else is wrong; without a choice, nothing. */
export const choiceProblems = async (
  { events }: Pick<Services, 'events'>,
  registration: Registration,
  sessions: readonly string[] | undefined,
): Promise<readonly FieldProblem[]> => {
  const read = sessions === undefined ? undefined : await events.getWithSeats(registration.slug)
  return read === undefined || sessions === undefined ? [] : problemsAnew(read, registration, sessions)
}
