import { check } from '../../../shared/domain/basics/check.ts'
import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import { mostPartnerCalendars, type PartnerCalendar, partnerCalendarInputSchema } from '../../../shared/domain/calendar/partner-calendar.ts'
import { mayAdminister } from '../../../shared/domain/who-may.ts'
import { concerning } from '../../../shared/http/auditing.ts'
import { type Refusal, refuse } from '../../../shared/http/refusal.ts'
import { page, type Reply, seeOther } from '../../../shared/http/reply.ts'
import { filled, formOf, type StaffRequest } from '../../../shared/http/request.ts'
import { paths } from '../../../shared/site/paths.ts'
import { formatsIn } from '../../../shared/texts/formats.ts'
import { forOrganisers } from '../event/own-event.ts'
import type { Services } from '../services.ts'
import { type PartnersNotice, partnerCalendarsView } from './partner-calendars-view.ts'

type Parts = Pick<Services, 'partnerCalendars'>

export const noSuchCalendar: Refusal = ['not-found', 'partnerCalendar']

/** Why a calendar was not added. */
export const cannotAdd = (why: 'known' | 'too-many'): readonly FieldProblem[] => [
  { field: 'address', ...(why === 'known' ? { code: 'calendar-known' } : { code: 'too-many-calendars', limit: mostPartnerCalendars }) },
]

export const byName = <Calendar extends Pick<PartnerCalendar, 'name'>>(
  { language }: Pick<StaffRequest, 'language'>,
  calendars: readonly Calendar[],
): readonly Calendar[] => calendars.toSorted((one, other) => formatsIn(language).compare(one.name, other.name))

const notices: readonly PartnersNotice[] = ['added', 'removed', 'reading']

const show = async (
  { partnerCalendars }: Parts,
  request: StaffRequest,
  form: URLSearchParams,
  problems: readonly FieldProblem[] = [],
): Promise<Reply> => {
  const calendars = byName(request, await (await partnerCalendars()).list())
  const notice = notices.find((known) => known === request.query.get('done'))
  const model = {
    calendars,
    mayChange: mayAdminister(request.staff),
    values: Object.fromEntries(form),
    problems,
    now: request.now,
    ...(notice === undefined ? {} : { notice }),
  }
  return page(partnerCalendarsView(request.context, model), problems.length === 0 ? 200 : 422)
}

/** The partners' calendars that are read, for everybody who sees the calendar of the programme. */
export const partnerCalendars =
  (services: Parts) =>
  (request: StaffRequest): Promise<Reply> | Reply =>
    forOrganisers(request, () => show(services, request, request.typed ?? new URLSearchParams()))

/** Administrators add and remove what everybody then sees. */
export const forAdministrators = (request: StaffRequest, run: () => Promise<Reply>): Promise<Reply> | Reply =>
  mayAdminister(request.staff) ? run() : refuse(request, 'not-allowed', 'role')

const back = (done: PartnersNotice): Reply => seeOther(`${paths.partnerCalendars.to({})}?done=${done}`)

export const addPartnerCalendar =
  (services: Parts) =>
  (request: StaffRequest): Promise<Reply> | Reply =>
    forAdministrators(request, async () => {
      const form = formOf(request)
      const { name, address } = filled(form)
      const checked = check(partnerCalendarInputSchema, { name, address })
      if (!checked.ok) return show(services, request, form, checked.problems)
      const added = await (await services.partnerCalendars()).add(checked.value, request.now)
      return typeof added === 'string' ? show(services, request, form, cannotAdd(added)) : concerning(back('added'), { target: added.id })
    })

/** Does something with the calendar in the URL. */
const toCalendar =
  (
    act: (calendars: Awaited<ReturnType<Parts['partnerCalendars']>>, id: string, request: StaffRequest) => Promise<boolean>,
    done: PartnersNotice,
  ) =>
  ({ partnerCalendars: calendars }: Parts) =>
  (request: StaffRequest): Promise<Reply> | Reply =>
    forAdministrators(request, async () =>
      (await act(await calendars(), request.parameter('id'), request)) ? back(done) : refuse(request, ...noSuchCalendar),
    )

export const readPartnerCalendar = toCalendar((calendars, id, { now }) => calendars.readNext(id, now), 'reading')
export const removePartnerCalendar = toCalendar((calendars, id) => calendars.remove(id), 'removed')
