import { warningsOf } from '../../../shared/api/managed-event.ts'
import { check } from '../../../shared/domain/basics/check.ts'
import { adviceOn } from '../../../shared/domain/event/overlooked.ts'
import { publishAtSchema, publishInputSchema } from '../../../shared/domain/event/publication.ts'
import { withOptionalBody } from '../../../shared/http/body.ts'
import { type Reply, seeOther } from '../../../shared/http/reply.ts'
import { filled, formOf, type StaffRequest } from '../../../shared/http/request.ts'
import { answerAction, publishEvent as publishNow } from '../event/api-events.ts'
import { lacksUnwarned, managePath, notYet } from '../event/manage.ts'
import { withOwnEvent } from '../event/own-event.ts'
import { refuseAction } from '../event/refused-action.ts'
import type { Services } from '../services.ts'

type Parts = Pick<Services, 'events' | 'keys' | 'planningPublication'>

/** Plans when the draft is published, unless something is missing that its page has not warned of: then it does. */
export const planPublication =
  (services: Parts) =>
  (request: StaffRequest): Promise<Reply> =>
    withOwnEvent(services.events, request, async ({ event }) => {
      const form = formOf(request)
      const values = { publishAt: form.get('publishAt') ?? '' }
      const checked = check(publishAtSchema, { publishAt: filled(form)['publishAt'] })
      if (!checked.ok) return notYet(services, request, event, { planning: { values, problems: checked.problems } })
      if (lacksUnwarned(event, request)) return notYet(services, request, event, { planning: { values, problems: [] } })
      const planned = await (await services.planningPublication()).plan(event.slug, request, checked.value.publishAt)
      if (planned.outcome === 'done') return seeOther(managePath(planned.event, 'planned'))
      if (planned.outcome === 'invalid') return notYet(services, request, event, { planning: { values, problems: planned.problems } })
      return refuseAction(request, planned)
    })

export const withdrawPublication =
  ({ planningPublication }: Parts) =>
  async (request: StaffRequest): Promise<Reply> => {
    const withdrawn = await (await planningPublication()).withdraw(request.parameter('slug'), request)
    if (withdrawn.outcome === 'done') return seeOther(managePath(withdrawn.event, 'planWithdrawn'))
    return withdrawn.outcome === 'invalid' ? answerAction(request, withdrawn) : refuseAction(request, withdrawn)
  }

/** `POST /api/v1/events/{slug}/publish`: at once, or at a set time. */
export const publishEvent =
  (services: Pick<Services, 'scheduling' | 'planningPublication'>) =>
  (request: StaffRequest): Promise<Reply> =>
    withOptionalBody(request, publishInputSchema, async ({ publishAt }) => {
      if (publishAt === undefined) return publishNow(services)(request)
      const planned = await (await services.planningPublication()).plan(request.parameter('slug'), request, publishAt)
      return answerAction(request, planned, (event) => ({
        warnings: [...warningsOf(event)],
        advice: [...adviceOn(event, event.publication?.at ?? request.now)],
      }))
    })

/** `DELETE /api/v1/events/{slug}/publish` */
export const apiWithdrawPublication =
  ({ planningPublication }: Pick<Services, 'planningPublication'>) =>
  async (request: StaffRequest): Promise<Reply> =>
    answerAction(request, await (await planningPublication()).withdraw(request.parameter('slug'), request))
