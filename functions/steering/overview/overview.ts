import { isPublic } from '../../../shared/domain/event/event.ts'
import { shownTally, surveyClosesAt } from '../../../shared/domain/feedback/summary.ts'
import { maySteer } from '../../../shared/domain/who-may.ts'
import { refuse } from '../../../shared/http/refusal.ts'
import { page, type Reply } from '../../../shared/http/reply.ts'
import type { StaffRequest } from '../../../shared/http/request.ts'
import type { Services } from '../services.ts'
import { overviewView } from './overview-view.ts'

export const overview =
  ({ events, tallies }: Services) =>
  async (request: StaffRequest): Promise<Reply> => {
    if (!maySteer(request.staff)) return refuse(request, 'not-allowed', 'role')
    const [open, internal] = await Promise.all([events.listPublic(), events.listInternal()])
    // A draft is private to its organiser until it is proposed.
    const shown = [...open, ...internal.filter(({ status }) => status === 'proposed')]
    const withFigures = await Promise.all(
      shown.map(async (event) =>
        isPublic(event) ? { ...event, figures: shownTally(await tallies.get(event.slug), request.now >= surveyClosesAt(event)) } : event,
      ),
    )
    return page(overviewView(request.context, { events: withFigures, now: request.now }))
  }
