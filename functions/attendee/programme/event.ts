import { isInProgress, registrationState } from '../../../shared/domain/event/registration-window.ts'
import { withSpeakers } from '../../../shared/domain/speaker/programme-with-speakers.ts'
import { refuse } from '../../../shared/http/refusal.ts'
import { page, type Reply } from '../../../shared/http/reply.ts'
import type { Request } from '../../../shared/http/request.ts'
import type { Services } from '../services.ts'
import { eventView } from './event-view.ts'
import { findShown, places } from './public-event.ts'

export const event =
  ({ recent, profiles }: Services) =>
  async (request: Request): Promise<Reply> => {
    const found = await findShown(recent, request.parameter('slug'))
    if (found === undefined) return refuse(request, 'not-found', 'event')
    const speakers = await profiles(found.event)
    const shown = withSpeakers(found.event, speakers)
    const state = registrationState(shown, request.now)
    const inProgress = isInProgress(shown, request.now)
    return page(eventView(request.context, { event: shown, profiles: speakers, state, inProgress, ...places(found) }))
  }
