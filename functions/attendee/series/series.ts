import { randomUUID } from 'node:crypto'
import { withWorkers } from '../../../shared/http/headers.ts'
import { refuse } from '../../../shared/http/refusal.ts'
import { keptForBack, page, type Reply } from '../../../shared/http/reply.ts'
import { filled, formOf, type Request } from '../../../shared/http/request.ts'
import { refusalOf, refuseForNow } from '../registering/refused-registration.ts'
import { answersIn, postedValues, proofIn, withoutAnswers } from '../registration-form/answers-in-form.ts'
import type { Services } from '../services.ts'
import { joinedSeriesView } from './joined-view.ts'
import { checkForSeries, findSeries, type PublicSeries, seriesForm } from './public-series.ts'
import { type SeriesModel, seriesView } from './series-view.ts'

type Used = Pick<Services, 'seriesParts' | 'recent' | 'prove'>

const withSeries = async (
  { seriesParts, recent }: Used,
  request: Request,
  run: (found: PublicSeries) => Promise<Reply> | Reply,
): Promise<Reply> => {
  const { series } = await seriesParts()
  const found = await findSeries({ series, recent }, request.parameter('slug'))
  return found === undefined ? refuse(request, 'not-found', 'event') : run(found)
}

type State = Omit<SeriesModel, 'found' | 'now'>

const show = (request: Request, found: PublicSeries, state: State, status = 200): Promise<Reply> =>
  page(seriesView(request.context, { found, now: request.now, ...state }), status)

/** All dates of a series, and the form to register for them. */
export const series =
  (services: Used) =>
  (request: Request): Promise<Reply> =>
    withSeries(services, request, async (found) =>
      keptForBack(await show(request, found, { requestKey: randomUUID(), values: {}, problems: [] })),
    )

const saidIn = (sent: URLSearchParams, found: PublicSeries) => {
  const { requestKey: _, consent, proof: _proof, confirm: _confirm, events: _events, ...values } = filled(sent)
  return {
    ...withoutAnswers(values),
    ...answersIn(sent, seriesForm(found)),
    events: sent.getAll('events'),
    ...(consent === undefined ? {} : { consent: true }),
  }
}

// The result is the direct answer to the form, as it is for groups.
export const joinSeries =
  (services: Used) =>
  (request: Request): Promise<Reply> =>
    withSeries(services, request, async (found) => {
      const sent = formOf(request)
      const requestKey = sent.get('requestKey') || randomUUID()
      const state = { requestKey, values: { events: [], ...postedValues(sent) } }
      const checked = checkForSeries(found, saidIn(sent, found), request.now)
      if (!checked.ok) return show(request, found, { ...state, problems: checked.problems }, 422)
      const emails = checked.value.slice(0, 1).map(({ input }) => input.email)
      const proved = await services.prove({ ...request, emails, slug: `series/${found.series.slug}` }, proofIn(sent))
      if (proved === 'refused') return refuseForNow(request)
      if (typeof proved === 'object') {
        const { proofParts } = await import('../registering/proof-of-work-view.ts')
        const proof = proofParts(request.context, proved.challenge)
        return withWorkers(await show(request, found, { ...state, problems: [], proof }, 429))
      }
      const { now, language, networks } = request
      const { registerSeries } = await services.seriesParts()
      const asked = { now, language, requestKey, network: networks.own, wideNetwork: networks.wide, confirms: proved === 'confirm' }
      const joined = await registerSeries(checked.value, asked)
      if (typeof joined === 'string') return (await refusalOf(request, joined)) ?? refuse(request, 'state-conflict', 'registrationClosed')
      if ('problems' in joined) return show(request, found, { ...state, problems: joined.problems }, 422)
      return page(joinedSeriesView(request.context, { address: emails[0] ?? '', found, joined }))
    })
