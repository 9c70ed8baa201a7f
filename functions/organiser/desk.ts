import { seatsGiven } from '../../shared/domain/seats.ts'
import { page, type Reply } from '../../shared/web/reply.ts'
import type { StaffRequest } from '../../shared/web/request.ts'
import { deskView } from './desk-view.ts'
import { forOrganisers } from './find-own-event.ts'
import type { Services } from './services.ts'

export const desk =
  ({ events, letters }: Services) =>
  (request: StaffRequest): Promise<Reply> | Reply =>
    forOrganisers(request, async () => {
      const own = await events.listByOwner(request.staff.subject)
      const withSeats = await Promise.all(
        own.map(async (event) => ({ ...event, taken: seatsGiven((await events.getWithSeats(event.slug))?.seats ?? []) })),
      )
      const open = await letters.count({ slug: undefined, state: 'open' }, request.now)
      return page(deskView(request.context, { events: withSeats, letters: open, now: request.now }))
    })
