import { seatsGiven } from '../../../shared/domain/seats/seats.ts'
import { mayAdminister } from '../../../shared/domain/who-may.ts'
import { page, type Reply } from '../../../shared/http/reply.ts'
import type { StaffRequest } from '../../../shared/http/request.ts'
import { forOrganisers } from '../event/own-event.ts'
import type { Services } from '../services.ts'
import { deskView } from './desk-view.ts'

export const desk =
  ({ events, letters }: Services) =>
  (request: StaffRequest): Promise<Reply> | Reply =>
    forOrganisers(request, async () => {
      const own = await events.listOrganisedBy(request.staff.subject)
      const withSeats = await Promise.all(
        own.map(async (event) => ({ ...event, taken: seatsGiven((await events.getWithSeats(event.slug))?.seats ?? []) })),
      )
      const open = mayAdminister(request.staff) ? await letters.count({ slug: undefined, state: 'open' }, request.now) : 0
      return page(deskView(request.context, { events: withSeats, letters: open, now: request.now }))
    })
