import { lists } from '../../shared/store/address-lists.ts'
import { paths } from '../../shared/web/paths.ts'
import type { Reply } from '../../shared/web/reply.ts'
import type { StaffRequest } from '../../shared/web/request.ts'
import { addToList, removeFromList, showList } from './address-list.ts'
import { withOwnEvent } from './find-own-event.ts'
import type { Services } from './services.ts'

/** A page of the list of those who are invited to an event, for its organiser. */
const ofInvited =
  (run: typeof showList) =>
  (services: Pick<Services, 'events' | 'lists'>) =>
  (request: StaffRequest): Promise<Reply> =>
    withOwnEvent(services.events, request, ({ event }) =>
      run(services, request, lists.invited(event.slug), {
        kind: 'invited',
        path: paths.invited.to(event),
        removePath: paths.removeInvited.to(event),
        back: { href: paths.manageEvent.to(event), label: event.title },
      }),
    )

export const invited = ofInvited(showList)
export const addInvited = ofInvited(addToList)
export const removeInvited = ofInvited(removeFromList)
