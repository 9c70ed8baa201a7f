import type { Instant } from '../../shared/domain/wall-time.ts'
import { paths } from '../../shared/web/paths.ts'
import { refuse } from '../../shared/web/refusal.ts'
import { type Reply, seeOther } from '../../shared/web/reply.ts'
import type { StaffRequest } from '../../shared/web/request.ts'
import type { Approving } from './approving.ts'
import { withOwnEvent } from './find-own-event.ts'
import type { Services } from './services.ts'

type Decide = (slug: string, id: string, now: Instant) => Promise<Approving>

/** A decision about a request, and back to the list, which shows how the person stands now. */
const decision =
  (decide: (services: Services) => Decide) =>
  (services: Services) =>
  (request: StaffRequest): Promise<Reply> =>
    withOwnEvent(services.events, request, async ({ event }) => {
      const decided = await decide(services)(event.slug, request.parameter('id'), request.now)
      if (decided === 'no-such-registration') return refuse(request, 'not-found', 'registration')
      if (decided === 'decided') return refuse(request, 'state-conflict', 'decided')
      return decided === 'full' ? refuse(request, 'state-conflict', 'noPlace') : seeOther(paths.eventRegistrations.to(event))
    })

export const approveRequest = decision(({ approving }) => approving.approve)
export const declineRequest = decision(({ approving }) => approving.decline)
