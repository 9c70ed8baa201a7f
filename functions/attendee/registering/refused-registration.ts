import { type Refusal, refuse } from '../../../shared/http/refusal.ts'
import type { Reply } from '../../../shared/http/reply.ts'
import type { Request } from '../../../shared/http/request.ts'
import type { Registering } from '../../../shared/use-cases/registration/registering.ts'

type Outcome = Extract<Registering, string>

const refusals: Readonly<Partial<Record<Outcome, Refusal>>> = {
  'no-such-event': ['not-found', 'event'],
  closed: ['state-conflict', 'registrationClosed'],
  'not-open-yet': ['state-conflict', 'registrationNotOpenYet'],
  full: ['state-conflict', 'registrationFull'],
}

/** The answer to a registration refused for reasons other than its fields; undefined if it was not. */
export const refusalOf = (request: Request, registering: Outcome): Promise<Reply> | Reply | undefined => {
  const refusal = refusals[registering]
  return refusal && refuse(request, ...refusal)
}
