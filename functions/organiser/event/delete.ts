import { namedEventOutput } from '../../../shared/api/managed-event.ts'
import { mayDelete } from '../../../shared/domain/event/event.ts'
import { type Refusal, refuse } from '../../../shared/http/refusal.ts'
import { json, page, type Reply, seeOther } from '../../../shared/http/reply.ts'
import type { StaffRequest } from '../../../shared/http/request.ts'
import { paths } from '../../../shared/site/paths.ts'
import type { Deleted } from '../../../shared/use-cases/event/deleting-drafts.ts'
import type { Services } from '../services.ts'
import { deleteView } from './delete-view.ts'
import { withOwnEvent } from './own-event.ts'
import { refuseAction } from './refused-action.ts'

const notADraft: Refusal = ['state-conflict', 'notADraft']

/** The confirmation page before a draft is deleted. */
export const deleteForm =
  ({ events }: Pick<Services, 'events'>) =>
  (request: StaffRequest): Promise<Reply> =>
    withOwnEvent(events, request, ({ event }) =>
      mayDelete(event) ? page(deleteView(request.context, event)) : refuse(request, ...notADraft),
    )

const answer = (request: StaffRequest, { outcome }: Deleted, deleted: () => Reply): Promise<Reply> | Reply => {
  if (outcome === 'deleted') return deleted()
  if (outcome === 'has-speakers') return refuse(request, 'state-conflict', 'draftSpeakers')
  return outcome === 'not-a-draft' ? refuse(request, ...notADraft) : refuseAction(request, { outcome })
}

type Deleting = Pick<Services, 'deletingDrafts'>

const remove = async ({ deletingDrafts }: Deleting, request: StaffRequest): Promise<Deleted> =>
  (await deletingDrafts())(request.parameter('slug'), request)

export const deleteEvent =
  (services: Deleting) =>
  async (request: StaffRequest): Promise<Reply> =>
    answer(request, await remove(services, request), () => seeOther(`${paths.organiser.to({})}?done=deleted`))

/** `DELETE /api/v1/events/{slug}` */
export const apiDeleteEvent =
  (services: Deleting) =>
  async (request: StaffRequest): Promise<Reply> =>
    answer(request, await remove(services, request), () => json(namedEventOutput.parse({ slug: request.parameter('slug') })))
