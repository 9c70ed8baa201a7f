import { type Refusal, refuse } from '../../../shared/http/refusal.ts'
import type { Reply } from '../../../shared/http/reply.ts'
import type { StaffRequest } from '../../../shared/http/request.ts'
import type { Managed } from '../../../shared/use-cases/event/managing.ts'

type Refused = Exclude<Managed['outcome'], 'done' | 'invalid'>

const refusals: Readonly<Record<Refused, Refusal>> = {
  'no-such-event': ['not-found', 'event'],
  'no-such-session': ['not-found', 'session'],
  'not-owner': ['not-allowed', 'owner'],
  'wrong-state': ['state-conflict', 'transition'],
  'changed-meanwhile': ['state-conflict', 'meanwhile'],
}

/** The answer to a refused action on an event, whatever the input. */
export const refuseAction = (request: StaffRequest, { outcome }: { readonly outcome: Refused }): Promise<Reply> | Reply =>
  refuse(request, ...refusals[outcome])
