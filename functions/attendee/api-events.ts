import { eventListQuery, toEventOutput } from '../../shared/web/api/events.ts'
import { check } from '../../shared/web/check.ts'
import { refuse, refuseFields } from '../../shared/web/refusal.ts'
import { json, type Reply } from '../../shared/web/reply.ts'
import type { Request } from '../../shared/web/request.ts'
import { filterEvents } from './event-lists.ts'
import { findPublic } from './find-event.ts'
import type { Services } from './services.ts'

export const listEvents =
  ({ events }: Pick<Services, 'events'>) =>
  async (request: Request): Promise<Reply> => {
    const query = check(eventListQuery, Object.fromEntries(request.query))
    if (!query.ok) return refuseFields(request, query.problems)
    const { upcoming, past } = filterEvents(await events.listPublic(), query.value, request.now)
    const wanted = { upcoming, past, all: [...past.toReversed(), ...upcoming] }[query.value.when]
    const found = await Promise.all(wanted.map(({ slug }) => findPublic(events, slug)))
    return json({ events: found.flatMap((event) => (event === undefined ? [] : [toEventOutput(event, request.context.siteUrl)])) })
  }

export const getEvent =
  ({ events }: Pick<Services, 'events'>) =>
  async (request: Request): Promise<Reply> => {
    const found = await findPublic(events, request.parameter('slug'))
    return found === undefined ? refuse(request, 'not-found', 'event') : json(toEventOutput(found, request.context.siteUrl))
  }
