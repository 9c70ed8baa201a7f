import { check } from '../../../shared/domain/basics/check.ts'
import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import { type Event, isPublic } from '../../../shared/domain/event/event.ts'
import { type MoveInput, moveInputSchema } from '../../../shared/domain/event/move.ts'
import { changedEvent, owedMail } from '../../../shared/domain/mail/owed-mail.ts'
import { withBody } from '../../../shared/http/body.ts'
import { refuse } from '../../../shared/http/refusal.ts'
import { page, type Reply, seeOther } from '../../../shared/http/reply.ts'
import { filled, formOf, type StaffRequest } from '../../../shared/http/request.ts'
import { mailOf } from '../../../shared/mail/rendered-mail.ts'
import { sampleRecipient } from '../messages/sample-recipient.ts'
import { registrationsFrom } from '../registrations/export-parts.ts'
import type { Services } from '../services.ts'
import { answerAction } from './api-events.ts'
import { managePath } from './manage.ts'
import { type Concerned, moveCheckView, moveFormView } from './move-view.ts'
import { withOwnEvent } from './own-event.ts'
import { refuseAction } from './refused-action.ts'

type Moving = Pick<Services, 'events' | 'registrations' | 'scheduling'>

const concernedBy = async ({ registrations }: Pick<Moving, 'registrations'>, event: Event): Promise<Concerned> => {
  const count = { confirmed: 0, offered: 0, waiting: 0 }
  if (!isPublic(event)) return count
  for await (const { status } of registrationsFrom(registrations, event.slug)) {
    if (status === 'confirmed' || status === 'offered') count[status]++
    else if (status !== 'cancelled') count.waiting++
  }
  return count
}

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

const showCheck = async (services: Moving, request: StaffRequest, event: Event, moved: Event, input: MoveInput): Promise<Reply> => {
  const { to, links } = sampleRecipient(request, event)
  const mail = owedMail.update(changedEvent(moved), to, request.now)
  return page(
    moveCheckView(request.context, {
      event,
      moved,
      now: request.now,
      input,
      concerned: await concernedBy(services, event),
      mail: await mailOf(input.note === undefined ? mail : { ...mail, note: input.note }, links),
    }),
  )
}

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

/** `POST /api/v1/events/{slug}/move` */
export const apiMoveEvent =
  ({ scheduling }: Pick<Services, 'scheduling'>) =>
  (request: StaffRequest): Promise<Reply> =>
    withBody(request, moveInputSchema, async (input) =>
      answerAction(request, await scheduling.move(request.parameter('slug'), request, input)),
    )
