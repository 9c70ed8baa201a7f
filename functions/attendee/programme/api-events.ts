import { eventListQuery, toEventOutput } from '../../../shared/api/events.ts'
import { check } from '../../../shared/domain/basics/check.ts'
import { beginningAt, fitting, mostEvents, pageFrom } from '../../../shared/http/answer-size.ts'
import { refuse, refuseFields } from '../../../shared/http/refusal.ts'
import { json, type Reply } from '../../../shared/http/reply.ts'
import type { Request } from '../../../shared/http/request.ts'
import { paths } from '../../../shared/site/paths.ts'
import type { Services } from '../services.ts'
import { filterEvents } from './filter.ts'
import { findPublic } from './public-event.ts'

export const listEvents =
  ({ events, profiles }: Pick<Services, 'profiles'> & { readonly events: Pick<Services['events'], 'listPublic' | 'getWithSeats'> }) =>
  async (request: Request): Promise<Reply> => {
    const query = check(eventListQuery, Object.fromEntries(request.query))
    if (!query.ok) return refuseFields(request, query.problems)
    const { upcoming, past } = filterEvents(await events.listPublic(), query.value, request.now)
    const wanted = { upcoming, past, all: [...past.toReversed(), ...upcoming] }[query.value.when]
    const rest = beginningAt(wanted, query.value.from)
    if (rest === undefined) return refuseFields(request, [{ field: 'from', code: 'invalid' }])
    const outputs = await Promise.all(
      rest.slice(0, mostEvents).map(async ({ slug }) => {
        const found = await findPublic(events, slug)
        return found === undefined ? [] : [toEventOutput(found, request.context.siteUrl, await profiles(found.event))]
      }),
    )
    const { fitting: shown, next = rest[mostEvents] } = fitting(outputs.flat())
    return json({ events: shown, ...(next === undefined ? {} : { next: pageFrom(paths.apiEvents.pattern, request.query, next) }) })
  }

export const getEvent =
  ({ events, profiles }: Pick<Services, 'events' | 'profiles'>) =>
  async (request: Request): Promise<Reply> => {
    const found = await findPublic(events, request.parameter('slug'))
    if (found === undefined) return refuse(request, 'not-found', 'event')
    return json(toEventOutput(found, request.context.siteUrl, await profiles(found.event)))
  }
