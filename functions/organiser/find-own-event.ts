import { mayManage, mayOrganise } from '../../shared/domain/access.ts'
import { isPublic } from '../../shared/domain/event.ts'
import type { Events, EventWithSeats } from '../../shared/store/events.ts'
import { refuse } from '../../shared/web/refusal.ts'
import type { Reply } from '../../shared/web/reply.ts'
import type { StaffRequest } from '../../shared/web/request.ts'

type Show = (found: EventWithSeats) => Promise<Reply> | Reply

/** Runs a page for those who may organise, or says that the role is missing. */
export const forOrganisers = (request: StaffRequest, show: () => Promise<Reply> | Reply): Promise<Reply> | Reply =>
  mayOrganise(request.staff) ? show() : refuse(request, 'not-allowed', 'role')

/** Runs a page with the event of its address if it belongs to whoever asks. To others a draft does not exist. */
export const withOwnEvent = async (events: Events, request: StaffRequest, show: Show): Promise<Reply> => {
  const found = await events.getWithSeats(request.parameter('slug'))
  if (found === undefined) return refuse(request, 'not-found', 'event')
  if (mayManage(request.staff, found.event)) return show(found)
  return isPublic(found.event) ? refuse(request, 'not-allowed', 'owner') : refuse(request, 'not-found', 'event')
}
