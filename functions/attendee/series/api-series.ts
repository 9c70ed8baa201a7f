import { toEventOutput } from '../../../shared/api/events.ts'
import { seriesOutput, seriesRegisteringOutput } from '../../../shared/api/series.ts'
import { isListed } from '../../../shared/domain/event/event.ts'
import { refuse, refuseFields } from '../../../shared/http/refusal.ts'
import { json, type Reply } from '../../../shared/http/reply.ts'
import { jsonOf, type Request } from '../../../shared/http/request.ts'
import { paths } from '../../../shared/site/paths.ts'
import { unlessRefused } from '../registering/api-registrations.ts'
import { refusalOf } from '../registering/refused-registration.ts'
import type { Services } from '../services.ts'
import { checkForSeries, findSeries } from './public-series.ts'

/** `GET /api/v1/series/{slug}`: its published events, as everyone may see them. */
export const getSeries =
  ({ seriesParts, recent }: Pick<Services, 'seriesParts' | 'recent'>) =>
  async (request: Request): Promise<Reply> => {
    const found = await findSeries({ ...(await seriesParts()), recent }, request.parameter('slug'))
    if (found === undefined) return refuse(request, 'not-found', 'event')
    const { series, dates } = found
    const { siteUrl } = request.context
    const events = dates.filter(({ event }) => isListed(event)).map((date) => toEventOutput(date, siteUrl))
    return json(seriesOutput.parse({ ...series, url: siteUrl + paths.series.to(series), events }))
  }

/** `POST /api/v1/series/{slug}/registrations`: counts as one request, however many dates it is for. */
export const registerForSeries =
  (services: Pick<Services, 'seriesParts' | 'recent' | 'prove' | 'claim'>) =>
  async (request: Request): Promise<Reply> => {
    const body = jsonOf(request)
    if (body === undefined) return refuse(request, 'malformed-body', 'json')
    const { series, registerSeries } = await services.seriesParts()
    const found = await findSeries({ series, recent: services.recent }, request.parameter('slug'))
    if (found === undefined) return refuse(request, 'not-found', 'event')
    const checked = checkForSeries(found, body.value, request.now)
    if (!checked.ok) return refuseFields(request, checked.problems)
    const [first] = checked.value
    if (first === undefined) return refuse(request, 'state-conflict', 'registrationClosed')
    const asked = { slug: `series/${found.series.slug}`, emails: [first.input.email], input: body.value }
    return unlessRefused(services, request, asked, async (how) => {
      const registrations = await registerSeries(checked.value, how)
      if (typeof registrations === 'string')
        return refusalOf(request, registrations) ?? refuse(request, 'state-conflict', 'registrationClosed')
      if ('problems' in registrations) return refuseFields(request, registrations.problems)
      if (registrations.some(({ status }) => status === 'first-stands')) return refuse(request, 'invalid', 'keyUsed')
      return json(seriesRegisteringOutput.parse({ registrations }), 201)
    })
  }
