import { type SessionPatch, savedSessionOutput, sessionInput, sessionPatch, toSavedSession } from '../../../shared/api/sessions.ts'
import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import type { Event, EventInput } from '../../../shared/domain/event/event.ts'
import { type StoredSession, storedSessionSchema } from '../../../shared/domain/event/fields.ts'
import { concerning } from '../../../shared/http/auditing.ts'
import { withBody } from '../../../shared/http/body.ts'
import { entityOf, hasEntity } from '../../../shared/http/entity-tag.ts'
import { refuse, refuseFields } from '../../../shared/http/refusal.ts'
import { json, type Reply, withHeaders } from '../../../shared/http/reply.ts'
import type { StaffRequest } from '../../../shared/http/request.ts'
import { doubling, untilSettled } from '../../../shared/runtime/until-settled.ts'
import type { Events } from '../../../shared/store/events.ts'
import type { Managing } from '../../../shared/use-cases/event/managing.ts'
import { withOwnEvent } from './own-event.ts'
import { refuseAction } from './refused-action.ts'

interface Services {
  readonly events: Events
  readonly scheduling: Managing
}

type Sessions = EventInput['sessions']

/** A change to an event's sessions, or the answer to a request that cannot have one. */
type Decide = (
  event: Event,
) => { readonly sessions: Sessions; readonly allowBelowGiven?: true | undefined } | { readonly refused: Promise<Reply> | Reply }

const rounds = 8

/** The problems of a session in its own terms: those of `sessions.3.end` are those of its `end`. */
const ofSession = (problems: readonly FieldProblem[]): readonly FieldProblem[] =>
  problems.map((problem) => ({ ...problem, field: problem.field.replace(/^sessions\.\d+\./, '') }))

/** Changes the sessions of an event as it is now: if somebody saved it in between, it is read and decided again. */
const arrange = async (
  { events, scheduling }: Services,
  request: StaffRequest,
  decide: Decide,
  show: (event: Event) => Reply,
): Promise<Reply> => {
  const once = async (): Promise<Reply | 'again'> => {
    let again = false
    const reply = await withOwnEvent(events, request, async ({ event }) => {
      const decided = decide(event)
      if ('refused' in decided) return decided.refused
      const { sessions, allowBelowGiven } = decided
      const more = allowBelowGiven === true ? { allowBelowGiven } : {}
      const done = await scheduling.change(event.slug, request, (input) => ({ ...input, sessions, ...more }), event.version)
      if (done.outcome === 'done') return concerning(show(done.event), { slug: done.event.slug })
      if (done.outcome === 'invalid') return refuseFields(request, ofSession(done.problems))
      again = done.outcome === 'changed-meanwhile'
      return refuseAction(request, done)
    })
    return again ? 'again' : reply
  }
  const settled = await untilSettled<Reply | undefined>(once, { rounds, pauseMs: doubling(5, 200), otherwise: () => undefined })
  return settled ?? refuseAction(request, { outcome: 'changed-meanwhile' })
}

// Parsing puts the fields in one order, whether the session was just made or read.
const tagOf = (session: StoredSession): string => entityOf(JSON.stringify(storedSessionSchema.parse(session))).etag

const answer = (event: Event, session: StoredSession | undefined, status = 200): Reply => {
  if (session === undefined) throw new Error('a saved session is in its event')
  return withHeaders({ etag: tagOf(session) }, json(toSavedSession(event, session), status))
}

export const addSession =
  (services: Services) =>
  (request: StaffRequest): Promise<Reply> =>
    withBody(request, sessionInput, (session) =>
      arrange(
        services,
        request,
        (event) => ({ sessions: [...event.sessions, session] }),
        (event) => answer(event, event.sessions.at(-1), 201),
      ),
    )

/** Decides about the session in the URL if it exists and is as the caller saw it (`If-Match`). */
const aboutSession = (request: StaffRequest, decide: (event: Event, session: StoredSession) => ReturnType<Decide>): Decide => {
  const id = request.parameter('id')
  return (event) => {
    const session = event.sessions.find((each) => each.id === id)
    if (session === undefined) return { refused: refuse(request, 'not-found', 'session') }
    const seen = request.headers['if-match']
    if (seen !== undefined && !hasEntity(tagOf(session), seen)) return { refused: refuse(request, 'state-conflict', 'meanwhile') }
    return decide(event, session)
  }
}

const without = (session: StoredSession, patch: SessionPatch): Sessions[number] =>
  sessionInput
    .extend({ id: savedSessionOutput.shape.id })
    .parse(
      Object.fromEntries(
        Object.entries({ ...session, ...patch, allowBelowGiven: undefined }).filter(([, value]) => value !== null && value !== undefined),
      ),
    )

export const changeSession =
  (services: Services) =>
  (request: StaffRequest): Promise<Reply> =>
    withBody(request, sessionPatch, (patch) => {
      const id = request.parameter('id')
      return arrange(
        services,
        request,
        aboutSession(request, (event) => ({
          sessions: event.sessions.map((each) => (each.id === id ? without(each, patch) : each)),
          allowBelowGiven: patch.allowBelowGiven,
        })),
        (event) =>
          answer(
            event,
            event.sessions.find((each) => each.id === id),
          ),
      )
    })

export const removeSession =
  (services: Services) =>
  (request: StaffRequest): Promise<Reply> => {
    const id = request.parameter('id')
    return arrange(
      services,
      request,
      aboutSession(request, (event) => ({ sessions: event.sessions.filter((each) => each.id !== id) })),
      () => json({ id }),
    )
  }
