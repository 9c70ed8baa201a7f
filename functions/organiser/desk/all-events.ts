import { listPage } from '../../../shared/domain/basics/list-page.ts'
import { mayAdminister } from '../../../shared/domain/who-may.ts'
import { refuse } from '../../../shared/http/refusal.ts'
import { page, type Reply } from '../../../shared/http/reply.ts'
import type { StaffRequest } from '../../../shared/http/request.ts'
import { textsIn } from '../../../shared/texts/texts.ts'
import { inStages, lineBytes } from '../../../shared/views/event/event-line.ts'
import type { Services } from '../services.ts'
import { deskView } from './desk-view.ts'

/** Every event of the network, for administrators. */
export const allEvents =
  ({ events }: { readonly events: Pick<Services['events'], 'listPublic' | 'listInternal'> }) =>
  async (request: StaffRequest): Promise<Reply> => {
    if (!mayAdminister(request.staff)) return refuse(request, 'not-allowed', 'role')
    const all = await Promise.all([events.listPublic(), events.listInternal()])
    const heading = textsIn(request.language).allEvents
    const { shown, ...pages } = listPage(inStages(all.flat(), request.now), request.query.get('page'), lineBytes)
    return page(deskView(request.context, { events: shown, pages, now: request.now, heading }))
  }
