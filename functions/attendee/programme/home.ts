import { eventKindSchema } from '../../../shared/domain/event/fields.ts'
import { registrationState } from '../../../shared/domain/event/registration-window.ts'
import { page, type Reply } from '../../../shared/http/reply.ts'
import type { Request } from '../../../shared/http/request.ts'
import type { Services } from '../services.ts'
import { filterEvents } from './filter.ts'
import { homeView } from './home-view.ts'
import { places } from './public-event.ts'

export const home =
  ({ events }: Services) =>
  async (request: Request): Promise<Reply> => {
    const kind = eventKindSchema.safeParse(request.query.get('kind')).data
    const topic = request.query.get('topic')?.slice(0, 80) || undefined
    const { upcoming, past } = filterEvents(await events.listPublic(), { kind, topic }, request.now)
    const withPlaces = await Promise.all(
      upcoming.map(async (event) =>
        registrationState(event, request.now) === 'open'
          ? { ...event, ...places((await events.getWithSeats(event.slug)) ?? { seats: [] }) }
          : event,
      ),
    )
    const filter = { ...(kind === undefined ? {} : { kind }), ...(topic === undefined ? {} : { topic }) }
    return page(homeView(request.context, { upcoming: withPlaces, past, filter }))
  }
