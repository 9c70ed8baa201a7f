import { check } from '../../../shared/domain/basics/check.ts'
import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import type { Event } from '../../../shared/domain/event/event.ts'
import { type MoveInput, moveInputSchema } from '../../../shared/domain/event/move.ts'
import { withBody } from '../../../shared/http/body.ts'
import { refuse } from '../../../shared/http/refusal.ts'
import { page, type Reply, seeOther } from '../../../shared/http/reply.ts'
import { filled, formOf, type StaffRequest } from '../../../shared/http/request.ts'
import type { Services } from '../services.ts'
import { mailedSpeakers } from '../speakers/mailed-speakers.ts'
import { answerAction, withPreview } from './api-events.ts'
import { concernedBy, mailAbout } from './consequences.ts'
import { managePath } from './manage.ts'
import { moveCheckView, moveFormView } from './move-view.ts'
import { withOwnEvent } from './own-event.ts'
import { previewOf } from './previewing.ts'
import { refuseAction } from './refused-action.ts'

type Moving = Pick<Services, 'events' | 'registrations' | 'scheduling' | 'speakerParts'>

/** What was typed, as the schema wants it: a number of days, however the minus is written. */
const typed = ({ days, note }: Readonly<Record<string, string>>) => ({
  days: days !== undefined && /^[+−-]?\d{1,6}$/.test(days.trim()) ? Number(days.trim().replace('−', '-')) : days,
  note,
})

const withMovable = (services: Moving, request: StaffRequest, run: (event: Event) => Promise<Reply> | Reply): Promise<Reply> =>
  withOwnEvent(services.events, request, ({ event }) =>
    event.status === 'cancelled' ? refuse(request, 'state-conflict', 'transition') : run(event),
  )

const showForm = (request: StaffRequest, event: Event, form: URLSearchParams, problems: readonly FieldProblem[] = []): Promise<Reply> =>
  page(moveFormView(request.context, { event, values: Object.fromEntries(form), problems }), problems.length === 0 ? 200 : 422)

export const moveForm =
  (services: Moving) =>
  (request: StaffRequest): Promise<Reply> =>
    withMovable(services, request, (event) => showForm(request, event, request.typed ?? new URLSearchParams()))

const showCheck = async (services: Moving, request: StaffRequest, event: Event, moved: Event, input: MoveInput): Promise<Reply> =>
  page(
    moveCheckView(request.context, {
      event,
      moved,
      now: request.now,
      input,
      concerned: await concernedBy(services.registrations, event, moved),
      mail: await mailAbout(request, moved, input.note),
      speakers: await mailedSpeakers(services, event, moved),
    }),
  )

/** Moves the event, or shows what that would do. */
const move = async (services: Moving, request: StaffRequest, event: Event, form: URLSearchParams, input: MoveInput): Promise<Reply> => {
  const dry = form.get('action') === 'preview'
  const moved = await services.scheduling.move(event.slug, request, input, { dry, version: Number(form.get('version') ?? event.version) })
  switch (moved.outcome) {
    case 'done':
      if (dry) return showCheck(services, request, event, moved.event, input)
      return seeOther(managePath(moved.event, event.status === 'published' ? 'moved' : 'saved'))
    case 'invalid':
      return showForm(request, event, form, moved.problems)
    default:
      return refuseAction(request, moved)
  }
}

/** Shows what a move will do, with the mail, and then moves the event. */
export const moveEvent =
  (services: Moving) =>
  (request: StaffRequest): Promise<Reply> =>
    withMovable(services, request, (event) => {
      const form = formOf(request)
      if (form.get('action') === 'look') return showForm(request, event, form)
      const checked = check(moveInputSchema, typed(filled(form)))
      return checked.ok ? move(services, request, event, form, checked.value) : showForm(request, event, form, checked.problems)
    })

/** `POST /api/v1/events/{slug}/move`; with `preview`, only what it would do. */
export const apiMoveEvent =
  (services: Moving) =>
  (request: StaffRequest): Promise<Reply> | Reply =>
    withPreview(request, (dry) =>
      withBody(request, moveInputSchema, async (input) => {
        const { events, registrations, scheduling } = services
        const slug = request.parameter('slug')
        const before = dry ? await events.get(slug) : undefined
        const moved = await scheduling.move(slug, request, input, { dry })
        if (before === undefined || moved.outcome !== 'done') return answerAction(request, moved)
        return previewOf(registrations, request, before, moved.event, input.note)
      }),
    )
