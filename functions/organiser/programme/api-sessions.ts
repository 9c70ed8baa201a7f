import * as z from 'zod'
import { sessionInput, sessionPatch, toSavedSession } from '../../../shared/api/sessions.ts'
import { type Checked, check } from '../../../shared/domain/basics/check.ts'
import { withMore } from '../../../shared/domain/basics/field-problem.ts'
import type { Arrangement } from '../../../shared/domain/event/arrangement.ts'
import type { Event } from '../../../shared/domain/event/event.ts'
import type { StoredSession } from '../../../shared/domain/event/fields.ts'
import { concerning } from '../../../shared/http/auditing.ts'
import { withJson } from '../../../shared/http/body.ts'
import { refuseFields } from '../../../shared/http/refusal.ts'
import { json, type Reply, withHeaders } from '../../../shared/http/reply.ts'
import type { StaffRequest } from '../../../shared/http/request.ts'
import { refuseAction } from '../event/refused-action.ts'
import type { Services } from '../services.ts'
import { aboutSession, ofSession, tagOf } from './seen-session.ts'

type Arranging = Pick<Services, 'scheduling'>

/** Changes the sessions if what was said is right, or tells all that is wrong with it, by itself and in the event. */
const arrange = async (
  { scheduling }: Arranging,
  request: StaffRequest,
  said: Checked<unknown>,
  decide: (event: Event) => Arrangement,
  show: (event: Event) => Reply,
): Promise<Reply> => {
  const done = await scheduling.arrange(request.parameter('slug'), request, decide, !said.ok)
  if (done.outcome === 'done' && said.ok) return concerning(show(done.event), { slug: done.event.slug })
  if (done.outcome !== 'done' && done.outcome !== 'invalid') return refuseAction(request, done)
  const inEvent = done.outcome === 'invalid' ? ofSession(done.problems) : []
  return refuseFields(request, withMore(said.ok ? [] : said.problems, inEvent))
}

const answer = (event: Event, session: StoredSession | undefined, status = 200): Reply => {
  if (session === undefined) throw new Error('a saved session is in its event')
  return withHeaders({ etag: tagOf(session) }, json(toSavedSession(event, session), status))
}

export const addSession =
  (services: Arranging) =>
  (request: StaffRequest): Promise<Reply> =>
    withJson(request, (body) =>
      arrange(
        services,
        request,
        check(sessionInput, body),
        (event) => ({ sessions: [...event.sessions, body] }),
        (event) => answer(event, event.sessions.at(-1), 201),
      ),
    )

/** Decides about the session in the URL if it exists and is as the caller saw it (`If-Match`). */
const aboutOne = (request: StaffRequest, decide: Parameters<typeof aboutSession>[2]) =>
  aboutSession(request.parameter('id'), request.headers['if-match'], decide)

/** A session with what a change says of it, whether or not it can be read. */
const patchedWith = (session: StoredSession, body: unknown): object => {
  const { allowBelowGiven: _, ...fields } = z.looseObject({}).safeParse(body).data ?? {}
  const after = { ...session, ...fields }
  return Object.fromEntries(Object.entries(after).filter(([, value]) => value !== null))
}

export const changeSession =
  (services: Arranging) =>
  (request: StaffRequest): Promise<Reply> =>
    withJson(request, (body) => {
      const id = request.parameter('id')
      const patch = check(sessionPatch, body)
      return arrange(
        services,
        request,
        patch,
        aboutOne(request, (event) => ({
          sessions: event.sessions.map((each) => (each.id === id ? patchedWith(each, body) : each)),
          allowBelowGiven: patch.ok ? patch.value.allowBelowGiven : undefined,
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
      { ok: true, value: undefined },
      aboutOne(request, (event) => ({ sessions: event.sessions.filter((each) => each.id !== id) })),
      () => json({ id }),
    )
  }
