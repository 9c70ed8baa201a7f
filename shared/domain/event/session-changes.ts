import * as z from 'zod'
import { isChosenByPeople, type ShownSession, type StoredSession } from './fields.ts'

/** A revision that concerns only the people who chose one of these sessions. */
export const sessionRevisionSchema = z.object({ revision: z.int(), sessions: z.array(z.string()) })
type SessionRevision = z.infer<typeof sessionRevisionSchema>

interface WithSessions {
  readonly sessions: readonly StoredSession[]
}

/** What mails and calendars show of an event's sessions. */
export const shownSessions = ({ sessions }: WithSessions): ShownSession[] =>
  sessions.map(({ id, title, start, end, room }) => ({ id, title, start, end, room }))

const shown = ['title', 'start', 'end', 'room'] as const

/** The sessions that people chose and that a change moves, renames or removes, by id. */
export const changedSessions = (before: WithSessions, after: WithSessions): string[] =>
  before.sessions.filter(isChosenByPeople).flatMap((session) => {
    const now = after.sessions.find(({ id }) => id === session.id)
    return now !== undefined && shown.every((field) => now[field] === session[field]) ? [] : [session.id]
  })

// Whoever knows only an older revision than these is told of a change that may not concern them.
const mostRemembered = 50

/** The same list with one more revision. */
export const withSessionRevision = (
  known: readonly SessionRevision[] | undefined,
  revision: number,
  sessions: string[],
): SessionRevision[] => [...(known ?? []), { revision, sessions }].slice(-mostRemembered)

/** Whether an event changed for somebody since a revision: as a whole, or in one of their sessions. */
export const changedFor = (
  { revision, sessionRevisions = [] }: { readonly revision: number; readonly sessionRevisions?: readonly SessionRevision[] | undefined },
  known: { readonly revision: number; readonly sessions: readonly string[] },
): boolean => {
  const since = sessionRevisions.filter((each) => each.revision > known.revision && each.revision <= revision)
  return since.length < revision - known.revision || since.some(({ sessions }) => sessions.some((id) => known.sessions.includes(id)))
}
