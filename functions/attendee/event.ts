import { registrationState } from '../../shared/domain/registration-state.ts'
import { refuse } from '../../shared/web/refusal.ts'
import { page, type Reply } from '../../shared/web/reply.ts'
import type { Request } from '../../shared/web/request.ts'
import { eventView } from './event-view.ts'
import { findPublic, places } from './find-event.ts'
import type { Services } from './services.ts'

export const event =
  ({ events }: Services) =>
  async (request: Request): Promise<Reply> => {
    const found = await findPublic(events, request.parameter('slug'))
    if (found === undefined) return refuse(request, 'not-found', 'event')
    return page(eventView(request.context, { event: found.event, state: registrationState(found.event, request.now), ...places(found) }))
  }
