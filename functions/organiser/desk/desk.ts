import { seatsGiven } from '../../../shared/domain/seats/seats.ts'
import { mayAdminister } from '../../../shared/domain/who-may.ts'
import { page, type Reply } from '../../../shared/http/reply.ts'
import type { StaffRequest } from '../../../shared/http/request.ts'
import { forOrganisers } from '../event/own-event.ts'
import type { Services } from '../services.ts'
import { deskView } from './desk-view.ts'

export const desk =
  ({ events, letters, gatherWork, planningSeries }: Pick<Services, 'events' | 'letters' | 'gatherWork' | 'planningSeries'>) =>
  (request: StaffRequest): Promise<Reply> | Reply =>
    forOrganisers(request, async () => {
      const own = await events.listOrganisedBy(request.staff.subject)
      const waiting = new Map((await gatherWork(own, request.now)).map((work) => [work.slug, work.counts]))
      const withSeats = await Promise.all(
        own.map(async (event) => ({
          ...event,
          taken: seatsGiven((await events.getWithSeats(event.slug))?.seats ?? []),
          waiting: waiting.get(event.slug) ?? [],
        })),
      )
      const slugs = new Set(own.flatMap(({ series }) => series ?? []))
      const series = slugs.size === 0 ? [] : await (await planningSeries()).among([...slugs], request)
      const open = mayAdminister(request.staff) ? await letters.count({ slug: undefined, state: 'open' }, request.now) : 0
      const done = request.query.get('done') === 'deleted' ? ({ notice: 'deleted' } as const) : {}
      return page(deskView(request.context, { events: withSeats, series, letters: open, now: request.now, ...done }))
    })
