import { type SessionPatch, savedSessionOutput, sessionInput, sessionPatch, toSavedSession } from '../../../shared/api/sessions.ts'
import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import type { Arrangement } from '../../../shared/domain/event/arrangement.ts'
import type { Event, EventInput } from '../../../shared/domain/event/event.ts'
import type { StoredSession } from '../../../shared/domain/event/fields.ts'
import { concerning } from '../../../shared/http/auditing.ts'
import { withBody } from '../../../shared/http/body.ts'
import { refuseFields } from '../../../shared/http/refusal.ts'
import { json, type Reply, withHeaders } from '../../../shared/http/reply.ts'
import type { StaffRequest } from '../../../shared/http/request.ts'
import { refuseAction } from '../event/refused-action.ts'
import type { Services } from '../services.ts'
import { aboutSession, tagOf } from './seen-session.ts'

type Arranging = Pick<Services, 'scheduling'>

/** The problems of a session in its own terms: those of `sessions.3.end` are those of its `end`. */
const ofSession = (problems: readonly FieldProblem[]): readonly FieldProblem[] =>
  problems.map((problem) => ({ ...problem, field: problem.field.replace(/^sessions\.\d+\./, '') }))

const arrange = async (
  { scheduling }: Arranging,
  request: StaffRequest,
  decide: (event: Event) => Arrangement,
  show: (event: Event) => Reply,
): Promise<Reply> => {
  const done = await scheduling.arrange(request.parameter('slug'), request, decide)
  if (done.outcome === 'done') return concerning(show(done.event), { slug: done.event.slug })
  return done.outcome === 'invalid' ? refuseFields(request, ofSession(done.problems)) : refuseAction(request, done)
}

const answer = (event: Event, session: StoredSession | undefined, status = 200): Reply => {
  if (session === undefined) throw new Error('a saved session is in its event')
  return withHeaders({ etag: tagOf(session) }, json(toSavedSession(event, session), status))
}

export const addSession =
  (services: Arranging) =>
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
const aboutOne = (request: StaffRequest, decide: Parameters<typeof aboutSession>[2]) =>
  aboutSession(request.parameter('id'), request.headers['if-match'], decide)

const patchedWith = (session: StoredSession, patch: SessionPatch): EventInput['sessions'][number] =>
  sessionInput
    .extend({ id: savedSessionOutput.shape.id })
    .parse(
      Object.fromEntries(
        Object.entries({ ...session, ...patch, allowBelowGiven: undefined }).filter(([, value]) => value !== null && value !== undefined),
      ),
    )

export const changeSession =
  (services: Arranging) =>
  (request: StaffRequest): Promise<Reply> =>
    withBody(request, sessionPatch, (patch) => {
      const id = request.parameter('id')
      return arrange(
        services,
        request,
        aboutOne(request, (event) => ({
          sessions: event.sessions.map((each) => (each.id === id ? patchedWith(each, patch) : each)),
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
  (services: Arranging) =>
  (request: StaffRequest): Promise<Reply> => {
    const id = request.parameter('id')
    return arrange(
      services,
      request,
      aboutOne(request, (event) => ({ sessions: event.sessions.filter((each) => each.id !== id) })),
      () => json({ id }),
    )
  }
