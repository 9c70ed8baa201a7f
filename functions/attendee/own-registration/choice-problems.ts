import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import type { Registration } from '../../../shared/domain/registration/registration.ts'
import { type NewChoice, problemsAnew } from '../../../shared/use-cases/registration/choosing-sessions.ts'
import type { Services } from '../services.ts'

/** What is wrong with a registered person's new choice, to be told with whatever else is wrong; without a choice, nothing. */
export const choiceProblems = async (
  { events }: Pick<Services, 'events'>,
  registration: Registration,
  chosen: NewChoice,
): Promise<readonly FieldProblem[]> => {
  if (chosen.sessions === undefined && chosen.participation === undefined) return []
  const read = await events.getWithSeats(registration.slug)
  return read === undefined ? [] : problemsAnew(read, registration, chosen)
}
