import {
  namedPartnerCalendarOutput,
  partnerCalendarListOutput,
  partnerCalendarOutput,
  partnerEventListOutput,
} from '../../../shared/api/partner-calendars.ts'
import { partnerCalendarInputSchema } from '../../../shared/domain/calendar/partner-calendar.ts'
import { concerning } from '../../../shared/http/auditing.ts'
import { withBody } from '../../../shared/http/body.ts'
import { refuse, refuseFields } from '../../../shared/http/refusal.ts'
import { json, type Reply } from '../../../shared/http/reply.ts'
import type { StaffRequest } from '../../../shared/http/request.ts'
import { forOrganisers } from '../event/own-event.ts'
import type { Services } from '../services.ts'
import { byName, cannotAdd, forAdministrators, noSuchCalendar } from './partner-calendars.ts'

type Parts = Pick<Services, 'partnerCalendars'>

/** `GET /api/v1/partner-calendars` */
export const listPartnerCalendars =
  ({ partnerCalendars }: Parts) =>
  (request: StaffRequest): Promise<Reply> | Reply =>
    forOrganisers(request, async () =>
      json(partnerCalendarListOutput.parse({ calendars: byName(request, await (await partnerCalendars()).list()) })),
    )

/** `POST /api/v1/partner-calendars` */
export const addPartnerCalendar =
  ({ partnerCalendars }: Parts) =>
  (request: StaffRequest): Promise<Reply> | Reply =>
    forAdministrators(request, () =>
      withBody(request, partnerCalendarInputSchema, async (input) => {
        const added = await (await partnerCalendars()).add(input, request.now)
        if (typeof added === 'string') return refuseFields(request, cannotAdd(added))
        return concerning(json(partnerCalendarOutput.parse(added), 201), { target: added.id })
      }),
    )

/** `GET /api/v1/partner-calendars/{id}/events` */
export const listPartnerEvents =
  ({ partnerCalendars }: Parts) =>
  (request: StaffRequest): Promise<Reply> | Reply =>
    forOrganisers(request, async () => {
      const calendars = await partnerCalendars()
      const id = request.parameter('id')
      const [listed, events] = await Promise.all([calendars.list(), calendars.events()])
      return listed.some((calendar) => calendar.id === id)
        ? json(partnerEventListOutput.parse({ events: events.get(id) ?? [] }))
        : refuse(request, ...noSuchCalendar)
    })

type Calendars = Awaited<ReturnType<Parts['partnerCalendars']>>

/** Does something with the calendar in the URL, and says which it was. */
const toCalendar =
  (act: (calendars: Calendars, id: string, request: StaffRequest) => Promise<boolean>, status: 200 | 202) =>
  ({ partnerCalendars }: Parts) =>
  (request: StaffRequest): Promise<Reply> | Reply =>
    forAdministrators(request, async () => {
      const id = request.parameter('id')
      const isKnown = await act(await partnerCalendars(), id, request)
      return isKnown ? json(namedPartnerCalendarOutput.parse({ id }), status) : refuse(request, ...noSuchCalendar)
    })

/** `POST /api/v1/partner-calendars/{id}/read` */
export const readPartnerCalendar = toCalendar((calendars, id, { now }) => calendars.readNext(id, now), 202)

/** `DELETE /api/v1/partner-calendars/{id}` */
export const removePartnerCalendar = toCalendar((calendars, id) => calendars.remove(id), 200)
