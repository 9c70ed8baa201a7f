import { toOwnEventOutput } from '../../../shared/api/managed-event.ts'
import { removedTemplateOutput, templateListOutput, templateOutput } from '../../../shared/api/templates.ts'
import { fromTemplateSchema, templateInputSchema } from '../../../shared/domain/event/template.ts'
import { mayManage } from '../../../shared/domain/who-may.ts'
import { concerning } from '../../../shared/http/auditing.ts'
import { withBody } from '../../../shared/http/body.ts'
import { refuse, refuseFields } from '../../../shared/http/refusal.ts'
import { json, type Reply } from '../../../shared/http/reply.ts'
import type { StaffRequest } from '../../../shared/http/request.ts'
import { answerAction } from '../event/api-events.ts'
import type { Services } from '../services.ts'
import { noSuchTemplate, notMaker } from './templates.ts'

type Parts = Pick<Services, 'events' | 'templateParts'>

/** `GET /api/v1/templates` */
export const listTemplates =
  ({ templateParts }: Parts) =>
  async (): Promise<Reply> =>
    json(templateListOutput.parse({ templates: await (await templateParts()).templates.list() }))

/** `POST /api/v1/templates` */
export const keepTemplate =
  ({ events, templateParts }: Parts) =>
  (request: StaffRequest): Promise<Reply> =>
    withBody(request, templateInputSchema, async ({ event: slug, name }) => {
      const event = await events.get(slug)
      // Whose event it is stays unsaid, as it is named in the body.
      if (event === undefined || !mayManage(request.staff, event)) return refuseFields(request, [{ field: 'event', code: 'no-such-event' }])
      const kept = await (await templateParts()).using.keep(event, name, request)
      return kept.outcome === 'done'
        ? concerning(json(templateOutput.parse(kept.template), 201), { slug: event.slug })
        : refuseFields(request, kept.problems)
    })

/** `POST /api/v1/templates/{id}/events` */
export const createFromTemplate =
  ({ templateParts }: Parts) =>
  (request: StaffRequest): Promise<Reply> =>
    withBody(request, fromTemplateSchema, async (asked) => {
      const made = await (await templateParts()).using.use(request.parameter('id'), asked, request)
      if (made.outcome === 'no-such-template') return refuse(request, ...noSuchTemplate)
      if (made.outcome !== 'done') return answerAction(request, made)
      return concerning(json(toOwnEventOutput({ event: made.event }, request.context.siteUrl), 201), { slug: made.event.slug })
    })

/** `DELETE /api/v1/templates/{id}` */
export const removeTemplate =
  ({ templateParts }: Parts) =>
  async (request: StaffRequest): Promise<Reply> => {
    const id = request.parameter('id')
    const { outcome } = await (await templateParts()).using.remove(id, request)
    if (outcome === 'not-maker') return refuse(request, ...notMaker)
    return outcome === 'done' ? json(removedTemplateOutput.parse({ id })) : refuse(request, ...noSuchTemplate)
  }
