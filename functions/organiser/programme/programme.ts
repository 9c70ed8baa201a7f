import * as z from 'zod'
import { network } from '../../../shared/domain/basics/network.ts'
import { wallTimeSchema } from '../../../shared/domain/basics/wall-time.ts'
import { type Arrangement, onDay, placedAt, sessionSteps, stepMinutes, withStep } from '../../../shared/domain/event/arrangement.ts'
import type { Event } from '../../../shared/domain/event/event.ts'
import { type StoredSession, sessionSchema } from '../../../shared/domain/event/fields.ts'
import { concerning } from '../../../shared/http/auditing.ts'
import { refuse } from '../../../shared/http/refusal.ts'
import { page, type Reply, seeOther } from '../../../shared/http/reply.ts'
import { formOf, type StaffRequest } from '../../../shared/http/request.ts'
import { paths } from '../../../shared/site/paths.ts'
import type { Managed } from '../../../shared/use-cases/event/managing.ts'
import { refuseAction } from '../event/refused-action.ts'
import type { Services } from '../services.ts'
import { consequencesOf } from './consequences.ts'
import { moveCheckView } from './move-check-view.ts'
import { type PlanModel, type PlanMoving, planView, programmeDones } from './programme-view.ts'
import { aboutSession, tagOf } from './seen-session.ts'
import { withPlanned } from './session.ts'

type Arranging = Pick<Services, 'events' | 'scheduling' | 'tallies' | 'speakerParts'>

const usualStep = 15

/** What the buttons of a session post. */
const moveSchema = z.object({
  session: z.string(),
  seen: z.string(),
  // `place` is what dragging posts.
  action: z.enum([...sessionSteps, 'room', 'day', 'place']),
  by: z.coerce
    .number()
    .pipe(z.union(stepMinutes.map((minutes) => z.literal(minutes))))
    .catch(usualStep),
  following: z.string().optional(),
  room: sessionSchema.shape.room.or(z.literal('')),
  day: z.string().optional(),
  start: wallTimeSchema.optional(),
  confirmed: z.string().optional(),
})
type Move = z.infer<typeof moveSchema>

/** The session that the reader moves, and how its buttons were set. */
const movingOf = (event: Event, set: Readonly<Record<string, string>>): { readonly moving?: PlanMoving } => {
  const session = event.sessions.find(({ id }) => id === set['session'])
  if (session === undefined) return {}
  const by = stepMinutes.find((minutes) => String(minutes) === set['by']) ?? usualStep
  const pressed = set['pressed'] ?? set['action'] ?? ''
  return { moving: { id: session.id, seen: tagOf(session), by, following: set['following'] === 'true', pressed } }
}

const show = (request: StaffRequest, model: Omit<PlanModel, 'dayChanges' | 'tags'>, status = 200): Promise<Reply> => {
  const tags = new Map(model.event.sessions.map((session) => [session.id, tagOf(session)]))
  return page(planView(request.context, { ...model, tags, dayChanges: network.dayChanges }), status)
}

/** The programme of an event, as a plan in which its organisers move sessions. */
export const planProgramme =
  (services: Pick<Arranging, 'events'>) =>
  (request: StaffRequest): Promise<Reply> =>
    withPlanned(services, request, (event) => {
      const done = programmeDones.find((each) => each === request.query.get('done'))
      const about = event.sessions.find(({ id }) => id === request.query.get('about'))
      return show(request, {
        event,
        ...(done === undefined ? {} : { done }),
        ...(about === undefined ? {} : { about }),
        ...movingOf(event, Object.fromEntries(request.query)),
      })
    })

const moved = (event: Event, session: StoredSession, { action, by, following, room, day, start }: Move): StoredSession[] => {
  const each = (change: (one: StoredSession) => StoredSession): StoredSession[] =>
    event.sessions.map((one) => (one.id === session.id ? change(one) : one))
  const { dayChanges } = network
  if (action === 'place') return each((one) => (start === undefined ? one : placedAt(one, start, room)))
  if (action === 'room') return each(({ room: _, ...one }) => (room === undefined || room === '' ? one : { ...one, room }))
  if (action === 'day') return each((one) => (day !== undefined && /^\d{4}-\d\d-\d\d$/.test(day) ? onDay(one, day, dayChanges) : one))
  return withStep(event.sessions, session, { step: action, minutes: by, following: following === 'true', dayChanges })
}

const decided = (move: Move): ((event: Event) => Arrangement) =>
  aboutSession(move.session, move.seen, (event, session) => ({ sessions: moved(event, session, move) }))

const backTo = (event: Event, { session, by, following, action }: Move): string =>
  `${paths.planProgramme.to(event)}?${new URLSearchParams({
    session,
    by: String(by),
    pressed: action,
    ...(following === undefined ? {} : { following }),
  })}${action === 'place' ? '#move' : ''}`

/** Shows the programme as it is, when a move was not made. */
const notMoved = async (services: Arranging, request: StaffRequest, done: Exclude<Managed, { outcome: 'done' }>): Promise<Reply> => {
  if (done.outcome !== 'invalid' && done.outcome !== 'changed-meanwhile') return refuseAction(request, done)
  return withPlanned(services, request, (event) => {
    const moving = movingOf(event, Object.fromEntries(formOf(request)))
    return done.outcome === 'invalid'
      ? show(request, { event, ...moving, problems: done.problems }, 422)
      : show(request, { event, ...moving, meanwhile: true }, 409)
  })
}

const move = async (services: Arranging, request: StaffRequest, event: Event, asked: Move): Promise<Reply> => {
  const planned = await services.scheduling.arrange(event.slug, request, decided(asked), true)
  if (planned.outcome !== 'done') return notMoved(services, request, planned)
  const effects = await consequencesOf(services, event, planned.event)
  const jumps = asked.action === 'room' || asked.action === 'day' || asked.action === 'place'
  const asks = effects.everybody !== undefined || effects.told.length + effects.speakers.length > 0 || (jumps && effects.clashes.length > 0)
  if (asks && asked.confirmed !== effects.confirmation)
    return page(moveCheckView(request.context, { event, after: planned.event, effects, posted: formOf(request) }))
  const done = await services.scheduling.arrange(event.slug, request, decided(asked))
  if (done.outcome !== 'done') return notMoved(services, request, done)
  return concerning(seeOther(backTo(done.event, asked)), { slug: done.event.slug })
}

/** Moves a session by a button; first shows what that brings about, if people are told of it, or it jumps to where it clashes. */
export const moveSession =
  (services: Arranging) =>
  (request: StaffRequest): Promise<Reply> =>
    withPlanned(services, request, (event) => {
      const asked = moveSchema.safeParse(Object.fromEntries(formOf(request)))
      return asked.success ? move(services, request, event, asked.data) : refuse(request, 'invalid', 'fields')
    })
