import { check } from '../../../shared/domain/basics/check.ts'
import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import { groupLinkInputSchema } from '../../../shared/domain/proposal/group-link.ts'
import { mayOrganise } from '../../../shared/domain/who-may.ts'
import { refuse } from '../../../shared/http/refusal.ts'
import { page, type Reply, seeOther } from '../../../shared/http/reply.ts'
import { filled, formOf, type StaffRequest } from '../../../shared/http/request.ts'
import { paths } from '../../../shared/site/paths.ts'
import type { Services } from '../services.ts'
import { type LinksNotice, linksView } from './links-view.ts'

type Groups = Pick<Services, 'groups'>

const notices: readonly LinksNotice[] = ['made', 'withdrawn']

/** Only those who can organise an event: the drafts of the group are theirs. */
const forOrganisers = (request: StaffRequest, run: () => Promise<Reply>): Promise<Reply> | Reply =>
  mayOrganise(request.staff) ? run() : refuse(request, 'not-allowed', 'role')

const show = async (
  { groups }: Groups,
  request: StaffRequest,
  form = new URLSearchParams(),
  problems: readonly FieldProblem[] = [],
): Promise<Reply> => {
  const links = await groups.linksOf(request.staff)
  const notice = notices.find((known) => known === request.query.get('done'))
  const model = { links, values: Object.fromEntries(form), problems, ...(notice === undefined ? {} : { notice }) }
  return page(linksView(request.context, model), problems.length === 0 ? 200 : 422)
}

const back = (done: LinksNotice): Reply => seeOther(`${paths.groupLinks.to({})}?done=${done}`)

export const groupLinks =
  (services: Groups) =>
  (request: StaffRequest): Promise<Reply> | Reply =>
    forOrganisers(request, () => show(services, request, request.typed))

export const makeGroupLink =
  (services: Groups) =>
  (request: StaffRequest): Promise<Reply> | Reply =>
    forOrganisers(request, async () => {
      const form = formOf(request)
      const checked = check(groupLinkInputSchema, { group: filled(form)['group'] })
      if (!checked.ok) return show(services, request, form, checked.problems)
      const made = await services.groups.make(checked.value.group, request)
      return made.outcome === 'done' ? back('made') : show(services, request, form, made.problems)
    })

export const withdrawGroupLink =
  (services: Groups) =>
  (request: StaffRequest): Promise<Reply> | Reply =>
    forOrganisers(request, async () =>
      (await services.groups.withdraw(request.parameter('id'), request.staff))
        ? back('withdrawn')
        : refuse(request, 'not-found', 'groupLink'),
    )
