import { isPublic } from '../../../shared/domain/event/event.ts'
import type { EventWithSeats } from '../../../shared/domain/seats/event-with-seats.ts'
import { mayManage, mayOrganise } from '../../../shared/domain/who-may.ts'
import { hidden } from '../../../shared/http/auditing.ts'
import { refuse } from '../../../shared/http/refusal.ts'
import type { Reply } from '../../../shared/http/reply.ts'
import type { StaffRequest } from '../../../shared/http/request.ts'
import type { Events } from '../../../shared/store/events.ts'

type Show = (found: EventWithSeats) => Promise<Reply> | Reply

/** Runs a page for organisers, or says that the role is missing. */
export const forOrganisers = (request: StaffRequest, show: () => Promise<Reply> | Reply): Promise<Reply> | Reply =>
  mayOrganise(request.staff) ? show() : refuse(request, 'not-allowed', 'role')

/** Runs a page with the event in its URL if it belongs to the reader. To others a draft does not exist. */
export const withOwnEvent = async (events: Events, request: StaffRequest, show: Show): Promise<Reply> => {
  const found = await events.getWithSeats(request.parameter('slug'))
  if (found === undefined) return refuse(request, 'not-found', 'event')
  if (mayManage(request.staff, found.event)) return show(found)
  return isPublic(found.event) ? refuse(request, 'not-allowed', 'owner') : hidden(refuse(request, 'not-found', 'event'))
}
