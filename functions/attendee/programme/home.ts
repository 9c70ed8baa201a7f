import { listPage } from '../../../shared/domain/basics/list-page.ts'
import { eventKindSchema } from '../../../shared/domain/event/fields.ts'
import { registrationState } from '../../../shared/domain/event/registration-window.ts'
import { page, type Reply } from '../../../shared/http/reply.ts'
import type { Request } from '../../../shared/http/request.ts'
import type { Services } from '../services.ts'
import { filterEvents } from './filter.ts'
import { cardBytes, homeView } from './home-view.ts'
import { places } from './public-event.ts'

export const home =
  ({ events }: { readonly events: Pick<Services['events'], 'listPublic' | 'getWithSeats'> }) =>
  async (request: Request): Promise<Reply> => {
    const kind = eventKindSchema.safeParse(request.query.get('kind')).data
    const topic = request.query.get('topic')?.slice(0, 80) || undefined
    const { upcoming, past } = filterEvents(await events.listPublic(), { kind, topic }, request.now)
    const { shown, ...pages } = listPage([...upcoming, ...past], request.query.get('page'), cardBytes)
    const isPast = new Set(past.map(({ slug }) => slug))
    const withPlaces = await Promise.all(
      shown.map(async (event) => {
        if (isPast.has(event.slug) || registrationState(event, request.now) !== 'open') return event
        const found = await events.getWithSeats(event.slug)
        return found === undefined ? event : { ...event, ...places(found) }
      }),
    )
    const filter = { ...(kind === undefined ? {} : { kind }), ...(topic === undefined ? {} : { topic }) }
    return page(
      homeView(request.context, {
        upcoming: withPlaces.filter(({ slug }) => !isPast.has(slug)),
        past: withPlaces.filter(({ slug }) => isPast.has(slug)),
        filter,
        pages,
      }),
    )
  }
