import { eventKindSchema } from '../../shared/domain/event-fields.ts'
import { registrationState } from '../../shared/domain/registration-state.ts'
import { page, type Reply } from '../../shared/web/reply.ts'
import type { Request } from '../../shared/web/request.ts'
import { filterEvents } from './event-lists.ts'
import { places } from './find-event.ts'
import { homeView } from './home-view.ts'
import type { Services } from './services.ts'

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
