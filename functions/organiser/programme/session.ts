import { sessionInput } from '../../../shared/api/sessions.ts'
import { check } from '../../../shared/domain/basics/check.ts'
import { withMore } from '../../../shared/domain/basics/field-problem.ts'
import { network } from '../../../shared/domain/basics/network.ts'
import { type Arrangement, nextTimes } from '../../../shared/domain/event/arrangement.ts'
import { type Event, isPublic } from '../../../shared/domain/event/event.ts'
import type { StoredSession } from '../../../shared/domain/event/fields.ts'
import { allDays } from '../../../shared/domain/event/programme-days.ts'
import { roomsOf } from '../../../shared/domain/event/rooms.ts'
import { sessionFigures } from '../../../shared/domain/feedback/summary.ts'
import { concerning } from '../../../shared/http/auditing.ts'
import { refuse } from '../../../shared/http/refusal.ts'
import { page, type Reply, seeOther } from '../../../shared/http/reply.ts'
import { formOf, type StaffRequest } from '../../../shared/http/request.ts'
import { paths } from '../../../shared/site/paths.ts'
import type { Managed } from '../../../shared/use-cases/event/managing.ts'
import { withOwnEvent } from '../event/own-event.ts'
import { refuseAction } from '../event/refused-action.ts'
import type { Services } from '../services.ts'
import { concernsAnyone, consequencesOf, toldOfRemoval } from './consequences.ts'
import { aboutSession, ofSession, tagOf } from './seen-session.ts'
import { removeSessionView, type SessionFormModel, sessionView } from './session-view.ts'
import { inputIn, valuesIn, valuesOf } from './typed-session.ts'

type Arranging = Pick<Services, 'events' | 'scheduling' | 'tallies' | 'speakerParts'>
type Run = (event: Event) => Promise<Reply> | Reply

/** Runs a page of an event that can still be changed. */
export const withPlanned = ({ events }: Pick<Services, 'events'>, request: StaffRequest, run: Run): Promise<Reply> =>
  withOwnEvent(events, request, ({ event }) =>
    event.status === 'cancelled' ? refuse(request, 'state-conflict', 'transition') : run(event),
  )

const programmePath = (event: Event, done: 'added' | 'saved' | 'removed', id?: string): string =>
  `${paths.planProgramme.to(event)}?${new URLSearchParams({ done, ...(id === undefined ? {} : { about: id }) })}`

const show = (request: StaffRequest, model: SessionFormModel, status = 200): Promise<Reply> =>
  page(sessionView(request.context, model), status)

/** What the page of a session shows of it besides its values. */
const shownOf = async ({ tallies }: Arranging, event: Event, session: StoredSession | undefined): Promise<Partial<SessionFormModel>> => {
  if (session === undefined || !isPublic(event)) return session === undefined ? {} : { session }
  return { session, chosenBy: sessionFigures(await tallies.get(event.slug), session.id).confirmed }
}

/** The values that a new session of the asked-for day and room begins with. */
const newValues = (event: Event, query: URLSearchParams): SessionFormModel['values'] => {
  const days = allDays(event, network.dayChanges)
  const day = days.find((each) => each === query.get('day')) ?? days.at(0) ?? event.start.slice(0, 10)
  const room = roomsOf(event, () => 0).find(({ name }) => name === query.get('room'))?.name
  return valuesOf({ kind: 'talk', ...nextTimes(event, day, room, network.dayChanges), room })
}

export const newSession =
  (services: Arranging) =>
  (request: StaffRequest): Promise<Reply> =>
    withPlanned(services, request, (event) =>
      show(request, {
        event,
        values: request.typed === undefined ? newValues(event, request.query) : valuesIn(request.typed),
        problems: [],
      }),
    )

const withSession = (
  services: Arranging,
  request: StaffRequest,
  run: (event: Event, session: StoredSession) => Promise<Reply> | Reply,
): Promise<Reply> =>
  withPlanned(services, request, (event) => {
    const session = event.sessions.find(({ id }) => id === request.parameter('id'))
    return session === undefined ? refuse(request, 'not-found', 'session') : run(event, session)
  })

export const editSession =
  (services: Arranging) =>
  (request: StaffRequest): Promise<Reply> =>
    withSession(services, request, async (event, session) =>
      show(request, {
        event,
        ...(await shownOf(services, event, session)),
        seen: request.typed?.get('seen') ?? tagOf(session),
        values: request.typed === undefined ? valuesOf(session) : valuesIn(request.typed),
        problems: [],
      }),
    )

/** What becomes of the sessions once one is saved: a new one without an id. */
const withSaved = (id: string | undefined, form: URLSearchParams, input: object): ((event: Event) => Arrangement) => {
  if (id === undefined) return ({ sessions }) => ({ sessions: [...sessions, input] })
  const allowBelowGiven = form.get('allowBelowGiven') === 'true' ? true : undefined
  return aboutSession(id, form.get('seen') ?? undefined, ({ sessions }) => ({
    sessions: sessions.map((each) => (each.id === id ? { ...input, id } : each)),
    allowBelowGiven,
  }))
}

/** Saves the session with this id, or a new one; first shows what that brings about, if it clashes or people are told of it. */
const save = async (services: Arranging, request: StaffRequest, event: Event, id?: string): Promise<Reply> => {
  const form = formOf(request)
  const { scheduling } = services
  const seen = form.get('seen') ?? undefined
  const again = async (more: Partial<SessionFormModel>, status: number): Promise<Reply> => {
    const session = event.sessions.find((each) => each.id === id)
    const known = { ...(await shownOf(services, event, session)), ...(session === undefined || seen === undefined ? {} : { seen }) }
    return show(request, { event, values: valuesIn(form), problems: [], ...known, ...more }, status)
  }
  const refused = async (done: Exclude<Managed, { outcome: 'done' }>): Promise<Reply> => {
    if (done.outcome === 'invalid') return again({ problems: ofSession(done.problems) }, 422)
    if (done.outcome === 'no-such-session') return show(request, { event, values: valuesIn(form), problems: [], meanwhile: 'removed' }, 409)
    const current = done.outcome === 'changed-meanwhile' ? await services.events.get(event.slug) : undefined
    const session = current?.sessions.find((each) => each.id === id)
    return session === undefined ? refuseAction(request, done) : again({ session, seen: tagOf(session), meanwhile: 'changed' }, 409)
  }
  const said = inputIn(form)
  const checked = check(sessionInput, said)
  const decide = withSaved(id, form, checked.ok ? checked.value : said)
  const planned = await scheduling.arrange(event.slug, request, decide, true)
  if (planned.outcome !== 'done' && planned.outcome !== 'invalid') return refused(planned)
  const inEvent = planned.outcome === 'invalid' ? ofSession(planned.problems) : []
  if (!checked.ok || planned.outcome === 'invalid') return again({ problems: withMore(checked.ok ? [] : checked.problems, inEvent) }, 422)
  const effects = await consequencesOf(services, event, planned.event)
  if (concernsAnyone(effects) && form.get('confirmed') !== effects.confirmation)
    return again({ check: { event: planned.event, ...effects } }, 200)
  const done = await scheduling.arrange(event.slug, request, decide)
  if (done.outcome !== 'done') return refused(done)
  const savedId = id ?? done.event.sessions.at(-1)?.id
  return concerning(seeOther(programmePath(done.event, id === undefined ? 'added' : 'saved', savedId)), { slug: done.event.slug })
}

export const addSession =
  (services: Arranging) =>
  (request: StaffRequest): Promise<Reply> =>
    withPlanned(services, request, (event) => save(services, request, event))

export const saveSession =
  (services: Arranging) =>
  (request: StaffRequest): Promise<Reply> =>
    withPlanned(services, request, (event) => save(services, request, event, request.parameter('id')))

const showRemoval = async (
  services: Arranging,
  request: StaffRequest,
  [event, session]: readonly [Event, StoredSession],
  meanwhile = false,
): Promise<Reply> =>
  page(
    removeSessionView(request.context, {
      event,
      session,
      seen: tagOf(session),
      meanwhile,
      ...(await toldOfRemoval(services, event, session)),
    }),
    meanwhile ? 409 : 200,
  )

export const checkRemoval =
  (services: Arranging) =>
  (request: StaffRequest): Promise<Reply> =>
    withSession(services, request, (...found) => showRemoval(services, request, found))

export const removeSession =
  (services: Arranging) =>
  (request: StaffRequest): Promise<Reply> =>
    withSession(services, request, async (event, session) => {
      const { id } = session
      const seen = formOf(request).get('seen') ?? undefined
      const done = await services.scheduling.arrange(
        event.slug,
        request,
        aboutSession(id, seen, ({ sessions }) => ({ sessions: sessions.filter((each) => each.id !== id) })),
      )
      switch (done.outcome) {
        case 'done':
          return concerning(seeOther(programmePath(done.event, 'removed')), { slug: done.event.slug })
        case 'changed-meanwhile':
          return showRemoval(services, request, [event, session], true)
        case 'invalid':
          return refuse(request, 'state-conflict', 'meanwhile')
        default:
          return refuseAction(request, done)
      }
    })
