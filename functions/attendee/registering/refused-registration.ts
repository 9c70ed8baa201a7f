import { heldMinutes } from '../../../shared/domain/seats/fair-share.ts'
import { type Refusal, refuse } from '../../../shared/http/refusal.ts'
import { type Reply, withHeaders } from '../../../shared/http/reply.ts'
import type { Request } from '../../../shared/http/request.ts'
import { rateSeconds } from '../../../shared/use-cases/registration/rating.ts'
import type { Registering } from '../../../shared/use-cases/registration/registering.ts'

type Outcome = Extract<Registering, string>

const refusals: Readonly<Partial<Record<Outcome, Refusal>>> = {
  'no-such-event': ['not-found', 'event'],
  closed: ['state-conflict', 'registrationClosed'],
  'not-open-yet': ['state-conflict', 'registrationNotOpenYet'],
  'share-used': ['too-many', 'shareUsed'],
  full: ['state-conflict', 'registrationFull'],
  'first-stands': ['invalid', 'keyUsed'],
}

/** Why somebody has to come back later, and after how many seconds at the latest. */
export const laterReasons = { shareUsed: heldMinutes * 60, tooOften: rateSeconds } as const
export type LaterReason = keyof typeof laterReasons

/** Says when to come back (RFC 9110 §10.2.3). */
export const retryAfter = async (reason: LaterReason, reply: Promise<Reply> | Reply): Promise<Reply> =>
  withHeaders({ 'retry-after': String(laterReasons[reason]) }, await reply)

/** The answer to a stranger whose requests have been too many. */
export const refuseForNow = (request: Request): Promise<Reply> => retryAfter('tooOften', refuse(request, 'too-many', 'tooOften'))

/** The answer to a registration refused for reasons other than its fields; undefined if it was not. */
export const refusalOf = (request: Request, registering: Outcome): Promise<Reply> | Reply | undefined => {
  const refusal = refusals[registering]
  if (refusal === undefined) return undefined
  return registering === 'share-used' ? retryAfter('shareUsed', refuse(request, ...refusal)) : refuse(request, ...refusal)
}
