import type { Checked } from '../../../shared/domain/basics/check.ts'
import { withMore } from '../../../shared/domain/basics/field-problem.ts'
import { readablePart } from '../../../shared/domain/basics/readable-part.ts'
import type { Instant } from '../../../shared/domain/basics/wall-time.ts'
import { type RegistrationInput, registrationInputSchema } from '../../../shared/domain/registration/registration.ts'
import { checkWithAnswers } from '../../../shared/domain/registration-form/checked-answers.ts'
import type { EventWithSeats } from '../../../shared/domain/seats/event-with-seats.ts'
import { keyProblems } from '../../../shared/use-cases/registration/admitting.ts'
import { choiceProblems } from '../../../shared/use-cases/registration/choosing-sessions.ts'
import type { Services } from '../services.ts'

const readable = registrationInputSchema.partial()

/**
 * A person's input, or all that is wrong with it: a choice of sessions and a personal key are checked even if something else is wrong.
 * If nothing is, registering checks them, with the event as it is then.
 */
export const checkRegistration = async (
  { admit }: Pick<Services, 'admit'>,
  found: EventWithSeats,
  said: unknown,
  now: Instant,
): Promise<Checked<RegistrationInput>> => {
  const checked = checkWithAnswers(registrationInputSchema, found.event, said)
  if (checked.ok) return checked
  const read = readablePart(readable, said) ?? {}
  const withChoice = withMore(checked.problems, choiceProblems(found, read, now))
  return { ok: false, problems: withMore(withChoice, keyProblems(await admit(found.event, read))) }
}
