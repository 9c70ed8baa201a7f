import { isInProgress, registrationState } from '../../../shared/domain/event/registration-window.ts'
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
    const { event: shown } = found
    const state = registrationState(shown, request.now)
    return page(eventView(request.context, { event: shown, state, inProgress: isInProgress(shown, request.now), ...places(found) }))
  }
