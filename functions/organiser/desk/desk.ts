import { listPage } from '../../../shared/domain/basics/list-page.ts'
import { seatsGiven } from '../../../shared/domain/seats/seats.ts'
import { mayAdminister } from '../../../shared/domain/who-may.ts'
import { page, type Reply } from '../../../shared/http/reply.ts'
import type { StaffRequest } from '../../../shared/http/request.ts'
import { inStages, lineBytes } from '../../../shared/views/event/event-line.ts'
import { forOrganisers } from '../event/own-event.ts'
import type { Services } from '../services.ts'
import { deskView } from './desk-view.ts'

interface DeskParts {
  readonly events: Pick<Services['events'], 'listOrganisedBy' | 'getWithSeats'>
  readonly letters: Pick<Services['letters'], 'count'>
  readonly gatherWork: Services['gatherWork']
  readonly planningSeries: () => Promise<Pick<Awaited<ReturnType<Services['planningSeries']>>, 'among'>>
}

export const desk =
  ({ events, letters, gatherWork, planningSeries }: DeskParts) =>
  (request: StaffRequest): Promise<Reply> | Reply =>
    forOrganisers(request, async () => {
      const all = inStages(await events.listOrganisedBy(request.staff.subject), request.now)
      const { shown: own, ...pages } = listPage(all, request.query.get('page'), lineBytes)
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
      return page(
        deskView(request.context, { events: withSeats, series, seriesEvents: all, pages, letters: open, now: request.now, ...done }),
      )
    })
