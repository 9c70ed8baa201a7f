import { heldMinutes } from '../../../shared/domain/seats/fair-share.ts'
import { type Refusal, refuse } from '../../../shared/http/refusal.ts'
import { type Reply, withHeaders } from '../../../shared/http/reply.ts'
import type { Request } from '../../../shared/http/request.ts'
import type { Registering } from '../../../shared/use-cases/registration/registering.ts'

type Outcome = Extract<Registering, string>

const refusals: Readonly<Partial<Record<Outcome, Refusal>>> = {
  'no-such-event': ['not-found', 'event'],
  closed: ['state-conflict', 'registrationClosed'],
  'not-open-yet': ['state-conflict', 'registrationNotOpenYet'],
  'share-used': ['too-many', 'shareUsed'],
  full: ['state-conflict', 'registrationFull'],
}

/** Says when unproven places are free again at the latest (RFC 9110 §10.2.3). */
export const retryLater = async (reply: Promise<Reply> | Reply): Promise<Reply> =>
  withHeaders({ 'retry-after': String(heldMinutes * 60) }, await reply)

/** The answer to a registration refused for reasons other than its fields; undefined if it was not. */
export const refusalOf = (request: Request, registering: Outcome): Promise<Reply> | Reply | undefined => {
  const refusal = refusals[registering]
  if (refusal === undefined) return undefined
  return registering === 'share-used' ? retryLater(refuse(request, ...refusal)) : refuse(request, ...refusal)
}
