import { check } from '../../../shared/domain/basics/check.ts'
import type { Event } from '../../../shared/domain/event/event.ts'
import { eventInputAt } from '../../../shared/domain/event/input.ts'
import { changeNoteSchema } from '../../../shared/domain/event/move.ts'
import type { EventWithSeats } from '../../../shared/domain/seats/event-with-seats.ts'
import { concerning } from '../../../shared/http/auditing.ts'
import { refuse } from '../../../shared/http/refusal.ts'
import { page, type Reply, seeOther } from '../../../shared/http/reply.ts'
import { filled, formOf, type StaffRequest } from '../../../shared/http/request.ts'
import { textIn } from '../../../shared/views/form/controls.ts'
import { concernedBy, mailAbout } from '../event/consequences.ts'
import { managePath } from '../event/manage.ts'
import { forOrganisers, withOwnEvent } from '../event/own-event.ts'
import { refuseAction } from '../event/refused-action.ts'
import type { Services } from '../services.ts'
import { mailedSpeakers } from '../speakers/mailed-speakers.ts'
import { changeActions, changeCheckView } from './change-check-view.ts'
import { type EventFormModel, eventFormView } from './event-form-view.ts'
import { eventInputFromForm } from './form-codec.ts'
import { eventFormValues, formFromEvent, newEventForm } from './form-values.ts'
import { rearranged } from './rearranging.ts'

const show = (request: StaffRequest, model: EventFormModel, status = 200): Promise<Reply> =>
  page(eventFormView(request.context, model), status)

export const newEvent = (request: StaffRequest): Promise<Reply> | Reply =>
  forOrganisers(request, () =>
    show(request, { values: request.typed === undefined ? newEventForm() : eventFormValues(request.typed), problems: [] }),
  )

export const createEvent =
  ({ scheduling }: Services) =>
  (request: StaffRequest): Promise<Reply> | Reply =>
    forOrganisers(request, async () => {
      const form = formOf(request)
      const again = rearranged(form)
      if (again !== undefined) return show(request, { ...again, problems: [] })
      const checked = check(eventInputAt(request.now), eventInputFromForm(form))
      if (!checked.ok) return show(request, { values: eventFormValues(form), problems: checked.problems }, 422)
      const event = await scheduling.create(checked.value, request)
      return concerning(seeOther(managePath(event, 'created')), { slug: event.slug })
    })

export const edit =
  ({ events }: Services) =>
  (request: StaffRequest): Promise<Reply> =>
    withOwnEvent(events, request, ({ event }) =>
      event.status === 'cancelled'
        ? refuse(request, 'state-conflict', 'transition')
        : request.typed === undefined
          ? show(request, { values: formFromEvent(event), problems: [], event })
          : show(request, {
              values: eventFormValues(request.typed),
              problems: [],
              event: { ...event, version: Number(request.typed.get('version')) },
            }),
    )

type Saving = Pick<Services, 'events' | 'registrations' | 'scheduling' | 'speakerParts'>

/** What a change of a published event would do, if it e-mails anybody; undefined if there is nothing to ask. */
const askFirst = async (services: Saving, request: StaffRequest, form: URLSearchParams, event: Event): Promise<Reply | undefined> => {
  const action = form.get('action')
  const said = check(changeNoteSchema, 'note' in filled(form) ? { note: textIn(form, 'note') } : {})
  const confirmed = action === changeActions.confirm || action === changeActions.quiet
  if (event.status !== 'published' || (confirmed && said.ok)) return undefined
  const version = Number(form.get('version'))
  const tried = await services.scheduling.change(event.slug, request, (input) => eventInputFromForm(form, input), version, { dry: true })
  if (tried.outcome !== 'done' || tried.event.revision === event.revision) return undefined
  const concerned = await concernedBy(services.registrations, event, tried.event)
  const speakers = await mailedSpeakers(services, event, tried.event)
  if (concerned.confirmed === 0 && speakers.length === 0) return undefined
  const mail = await mailAbout(request, tried.event, said.ok ? said.value.note : undefined)
  const entered = [...form].filter(([name]) => name !== 'action' && name !== 'csrf' && name !== 'note')
  const problems = said.ok ? [] : said.problems
  const model = { event, after: tried.event, concerned, mail, speakers, note: form.get('note') ?? '', entered, problems }
  return page(changeCheckView(request.context, model), problems.length === 0 ? 200 : 422)
}

const save = async (services: Saving, request: StaffRequest, form: URLSearchParams, { event }: EventWithSeats): Promise<Reply> => {
  const asking = await askFirst(services, request, form, event)
  if (asking !== undefined) return asking
  const { scheduling } = services
  const values = eventFormValues(form)
  const note = textIn(form, 'note')
  const scheduled = await scheduling.change(event.slug, request, (input) => eventInputFromForm(form, input), Number(form.get('version')), {
    ...(note === '' ? {} : { note }),
    quiet: form.get('action') === changeActions.quiet,
  })
  switch (scheduled.outcome) {
    case 'done':
      return concerning(seeOther(managePath(scheduled.event, scheduled.event.revision > event.revision ? 'moved' : 'saved')), {
        slug: scheduled.event.slug,
      })
    case 'invalid':
      return show(request, { values, problems: scheduled.problems, event: { ...event, version: Number(form.get('version')) } }, 422)
    case 'changed-meanwhile':
      // With the current version, so that whoever has compared the two can save.
      return show(request, { values, problems: [], event, conflict: formFromEvent(event) }, 409)
    default:
      return refuseAction(request, scheduled)
  }
}

export const saveEvent =
  (services: Saving) =>
  (request: StaffRequest): Promise<Reply> =>
    withOwnEvent(services.events, request, (found) => {
      const form = formOf(request)
      const again = rearranged(form)
      return again === undefined
        ? save(services, request, form, found)
        : show(request, { ...again, problems: [], event: { ...found.event, version: Number(form.get('version')) } })
    })
