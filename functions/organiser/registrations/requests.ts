import { approvingOutput } from '../../../shared/api/registrations.ts'
import type { Instant } from '../../../shared/domain/basics/wall-time.ts'
import { refuse } from '../../../shared/http/refusal.ts'
import { json, type Reply, seeOther } from '../../../shared/http/reply.ts'
import type { StaffRequest } from '../../../shared/http/request.ts'
import { paths } from '../../../shared/site/paths.ts'
import type { Approving } from '../../../shared/use-cases/registration/approving.ts'
import { withOwnEvent } from '../event/own-event.ts'
import type { Services } from '../services.ts'

type Decide = (slug: string, id: string, now: Instant) => Promise<Approving>

/** The answer to a decision that could not be taken; undefined where it was. */
const refusalOf = (request: StaffRequest, decided: Approving): Promise<Reply> | Reply | undefined => {
  switch (decided) {
    case 'no-such-registration':
      return refuse(request, 'not-found', 'registration')
    case 'decided':
      return refuse(request, 'state-conflict', 'decided')
    case 'full':
      return refuse(request, 'state-conflict', 'noPlace')
    default:
      return undefined
  }
}

/** A decision about a request, and back to the list, which shows how the person stands now. */
const decision =
  (decide: (services: Pick<Services, 'approving'>) => Decide) =>
  (services: Pick<Services, 'events' | 'approving'>) =>
  (request: StaffRequest): Promise<Reply> =>
    withOwnEvent(services.events, request, async ({ event }) => {
      const decided = await decide(services)(event.slug, request.parameter('id'), request.now)
      return refusalOf(request, decided) ?? seeOther(paths.eventRegistrations.to(event))
    })

/** The same for a program, which is told how the person stands now. */
const apiDecision =
  (decide: (services: Pick<Services, 'approving'>) => Decide) =>
  (services: Pick<Services, 'events' | 'approving'>) =>
  (request: StaffRequest): Promise<Reply> =>
    withOwnEvent(services.events, request, async ({ event }) => {
      const decided = await decide(services)(event.slug, request.parameter('id'), request.now)
      return refusalOf(request, decided) ?? json(approvingOutput.parse({ status: decided }))
    })

export const approveRequest = decision(({ approving }) => approving.approve)
export const declineRequest = decision(({ approving }) => approving.decline)
export const apiApprove = apiDecision(({ approving }) => approving.approve)
export const apiDecline = apiDecision(({ approving }) => approving.decline)
