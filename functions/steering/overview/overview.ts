import { listPage } from '../../../shared/domain/basics/list-page.ts'
import { isPublic } from '../../../shared/domain/event/event.ts'
import { shownTally, surveyClosesAt } from '../../../shared/domain/feedback/summary.ts'
import { maySteer } from '../../../shared/domain/who-may.ts'
import { refuse } from '../../../shared/http/refusal.ts'
import { page, type Reply } from '../../../shared/http/reply.ts'
import type { StaffRequest } from '../../../shared/http/request.ts'
import { inStages, lineBytes } from '../../../shared/views/event/event-line.ts'
import type { Services } from '../services.ts'
import { overviewView } from './overview-view.ts'

export const overview =
  ({
    events,
    tallies,
  }: {
    readonly events: Pick<Services['events'], 'listPublic' | 'listInternal'>
    readonly tallies: Pick<Services['tallies'], 'get'>
  }) =>
  async (request: StaffRequest): Promise<Reply> => {
    if (!maySteer(request.staff)) return refuse(request, 'not-allowed', 'role')
    const [open, internal] = await Promise.all([events.listPublic(), events.listInternal()])
    // A draft is private to its organiser until it is proposed.
    const shown = [...open, ...internal.filter(({ status }) => status === 'proposed')]
    const { shown: listed, ...pages } = listPage(inStages(shown, request.now), request.query.get('page'), lineBytes)
    const withFigures = await Promise.all(
      listed.map(async (event) =>
        isPublic(event) ? { ...event, figures: shownTally(await tallies.get(event.slug), request.now >= surveyClosesAt(event)) } : event,
      ),
    )
    return page(overviewView(request.context, { events: withFigures, pages, now: request.now }))
  }
