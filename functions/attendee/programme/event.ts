import { registrationState } from '../../../shared/domain/event/registration-window.ts'
import { refuse } from '../../../shared/http/refusal.ts'
import { page, type Reply } from '../../../shared/http/reply.ts'
import type { Request } from '../../../shared/http/request.ts'
import type { Services } from '../services.ts'
import { eventView } from './event-view.ts'
import { findShown, places } from './public-event.ts'

export const event =
  ({ recent }: Services) =>
  async (request: Request): Promise<Reply> => {
    const found = await findShown(recent, request.parameter('slug'))
    if (found === undefined) return refuse(request, 'not-found', 'event')
    return page(eventView(request.context, { event: found.event, state: registrationState(found.event, request.now), ...places(found) }))
  }
