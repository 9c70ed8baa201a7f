import { instantNear } from '../basics/wall-time.ts'
import type { Event } from '../event/event.ts'
import { isChosenByPeople, type StoredSession } from '../event/fields.ts'
import { programmeDays } from '../event/programme-days.ts'
import type { Registration } from './registration.ts'

/** A session in somebody's agenda. */
export interface AgendaSession {
  readonly session: StoredSession
  /** Whether the person chose it; otherwise it is for everybody. */
  readonly chosen: boolean
  /** What they also chose that takes place at the same time, as it may after a move. */
  readonly overlaps: readonly StoredSession[]
}

export interface AgendaDay {
  /** `2022-06-14` */
  readonly day: string
  readonly sessions: readonly AgendaSession[]
}

type Planned = Pick<Event, 'sessions' | 'timeZone'>
type Choice = Pick<Registration, 'sessions'>

/** The sessions that somebody chose and that still exist, in programme order. */
export const ownSessions = <Session extends { readonly id: string }>(
  { sessions }: { readonly sessions: readonly Session[] },
  choice: Choice,
): readonly Session[] => sessions.filter(({ id }) => choice.sessions.includes(id))

/** What somebody attends by day: the sessions that they chose, and those that nobody has to choose. */
export const agendaOf = ({ sessions, timeZone }: Planned, choice: Choice, dayChanges: number): readonly AgendaDay[] => {
  const chosen = ownSessions({ sessions }, choice).map((session) => ({
    session,
    from: instantNear(session.start, timeZone),
    until: instantNear(session.end, timeZone),
  }))
  const byId = new Map(chosen.map((each) => [each.session.id, each]))
  const entry = (session: StoredSession): AgendaSession => {
    const own = byId.get(session.id)
    if (own === undefined) return { session, chosen: false, overlaps: [] }
    const overlaps = chosen.filter((other) => other !== own && own.from < other.until && other.from < own.until)
    return { session, chosen: true, overlaps: overlaps.map((other) => other.session) }
  }
  const attended = sessions.filter((session) => byId.has(session.id) || !isChosenByPeople(session))
  return programmeDays(attended, dayChanges).map(({ day, sessions: ofDay }) => ({ day, sessions: ofDay.map(entry) }))
}
