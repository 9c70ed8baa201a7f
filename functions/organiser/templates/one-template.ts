import { check } from '../../../shared/domain/basics/check.ts'
import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import { fromTemplateSchema, type Template } from '../../../shared/domain/event/template.ts'
import { mayManageTemplate } from '../../../shared/domain/who-may.ts'
import { concerning } from '../../../shared/http/auditing.ts'
import { refuse } from '../../../shared/http/refusal.ts'
import { page, type Reply, seeOther } from '../../../shared/http/reply.ts'
import { filled, formOf, type StaffRequest } from '../../../shared/http/request.ts'
import { paths } from '../../../shared/site/paths.ts'
import { managePath } from '../event/manage.ts'
import { forOrganisers } from '../event/own-event.ts'
import { refuseAction } from '../event/refused-action.ts'
import type { Services } from '../services.ts'
import { deleteTemplateView, templateView } from './one-template-view.ts'
import { noSuchTemplate, notMaker } from './templates.ts'

type Parts = Pick<Services, 'templateParts'>

/** Runs a page with the template in its URL. */
const withTemplate = (
  { templateParts }: Parts,
  request: StaffRequest,
  show: (template: Template) => Promise<Reply> | Reply,
): Promise<Reply> | Reply =>
  forOrganisers(request, async () => {
    const template = await (await templateParts()).templates.get(request.parameter('id'))
    return template === undefined ? refuse(request, ...noSuchTemplate) : show(template)
  })

const show = (request: StaffRequest, template: Template, form: URLSearchParams, problems: readonly FieldProblem[] = []): Promise<Reply> => {
  const values = { title: template.event.title, ...Object.fromEntries(form) }
  const mayDelete = mayManageTemplate(request.staff, template)
  return page(templateView(request.context, { template, values, problems, mayDelete }), problems.length === 0 ? 200 : 422)
}

export const template =
  (services: Parts) =>
  (request: StaffRequest): Promise<Reply> | Reply =>
    withTemplate(services, request, (found) => show(request, found, request.typed ?? new URLSearchParams()))

export const useTemplate =
  (services: Parts) =>
  (request: StaffRequest): Promise<Reply> | Reply =>
    withTemplate(services, request, async (found) => {
      const form = formOf(request)
      const { title, start } = filled(form)
      // A page asks for both, as the title that it suggests may have been emptied by mistake.
      const checked = check(fromTemplateSchema.required(), { title, start: start?.slice(0, 16) })
      if (!checked.ok) return show(request, found, form, checked.problems)
      const made = await (await services.templateParts()).using.use(found.id, checked.value, request)
      switch (made.outcome) {
        case 'done':
          return concerning(seeOther(managePath(made.event, 'created')), { slug: made.event.slug })
        case 'invalid':
          return show(request, found, form, made.problems)
        case 'no-such-template':
          return refuse(request, ...noSuchTemplate)
        default:
          return refuseAction(request, made)
      }
    })

export const deleteTemplateForm =
  (services: Parts) =>
  (request: StaffRequest): Promise<Reply> | Reply =>
    withTemplate(services, request, (found) =>
      mayManageTemplate(request.staff, found) ? page(deleteTemplateView(request.context, found)) : refuse(request, ...notMaker),
    )

export const deleteTemplate =
  ({ templateParts }: Parts) =>
  (request: StaffRequest): Promise<Reply> | Reply =>
    forOrganisers(request, async () => {
      const { using } = await templateParts()
      const { outcome } = await using.remove(request.parameter('id'), request)
      if (outcome === 'not-maker') return refuse(request, ...notMaker)
      return outcome === 'done' ? seeOther(`${paths.templates.to({})}?done=deleted`) : refuse(request, ...noSuchTemplate)
    })
