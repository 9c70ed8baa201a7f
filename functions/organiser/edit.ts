import { eventInputSchema } from '../../shared/domain/event-input.ts'
import type { FieldProblem } from '../../shared/domain/problem.ts'
import type { EventWithSeats } from '../../shared/store/events.ts'
import { check } from '../../shared/web/check.ts'
import { refuse } from '../../shared/web/refusal.ts'
import { page, type Reply, seeOther } from '../../shared/web/reply.ts'
import { formOf, type StaffRequest } from '../../shared/web/request.ts'
import { eventInputFromForm } from './event-form.ts'
import { eventFormValues, formFromEvent, newEventForm } from './event-form-values.ts'
import { type EventFormModel, eventFormView } from './event-form-view.ts'
import { forOrganisers, withOwnEvent } from './find-own-event.ts'
import { managePath } from './manage.ts'
import { rearranged } from './rearranging.ts'
import type { Services } from './services.ts'

const show = (request: StaffRequest, model: EventFormModel, status = 200): Promise<Reply> =>
  page(eventFormView(request.context, model), status)

export const newEvent = (request: StaffRequest): Promise<Reply> | Reply =>
  forOrganisers(request, () => show(request, { values: newEventForm(), problems: [] }))

export const createEvent =
  ({ scheduling }: Services) =>
  (request: StaffRequest): Promise<Reply> | Reply =>
    forOrganisers(request, async () => {
      const form = formOf(request)
      const again = rearranged(form)
      if (again !== undefined) return show(request, { ...again, problems: [] })
      const checked = check(eventInputSchema, eventInputFromForm(form))
      if (!checked.ok) return show(request, { values: eventFormValues(form), problems: checked.problems }, 422)
      return seeOther(managePath(await scheduling.create(checked.value, request), 'created'))
    })

export const edit =
  ({ events }: Services) =>
  (request: StaffRequest): Promise<Reply> =>
    withOwnEvent(events, request, ({ event }) =>
      event.status === 'cancelled'
        ? refuse(request, 'state-conflict', 'transition')
        : show(request, { values: formFromEvent(event), problems: [], event }),
    )

const save = async ({ scheduling }: Services, request: StaffRequest, form: URLSearchParams, { event }: EventWithSeats): Promise<Reply> => {
  const again = (problems: readonly FieldProblem[], status: number, conflict = false): Promise<Reply> =>
    show(request, { values: eventFormValues(form), problems, event: { ...event, version: Number(form.get('version')) }, conflict }, status)
  const scheduled = await scheduling.change(event.slug, request, (input) => eventInputFromForm(form, input), Number(form.get('version')))
  switch (scheduled.outcome) {
    case 'done':
      return seeOther(managePath(scheduled.event, scheduled.event.revision > event.revision ? 'moved' : 'saved'))
    case 'invalid':
      return again(scheduled.problems, 422)
    case 'changed-meanwhile':
      return again([], 409, true)
    case 'no-such-event':
      return refuse(request, 'not-found', 'event')
    case 'not-owner':
      return refuse(request, 'not-allowed', 'owner')
    case 'wrong-state':
      return refuse(request, 'state-conflict', 'transition')
  }
}

export const saveEvent =
  (services: Services) =>
  (request: StaffRequest): Promise<Reply> =>
    withOwnEvent(services.events, request, (found) => {
      const form = formOf(request)
      const again = rearranged(form)
      return again === undefined
        ? save(services, request, form, found)
        : show(request, { ...again, problems: [], event: { ...found.event, version: Number(form.get('version')) } })
    })
