import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import type { Arrangement } from '../../../shared/domain/event/arrangement.ts'
import type { Event } from '../../../shared/domain/event/event.ts'
import { type StoredSession, storedSessionSchema } from '../../../shared/domain/event/fields.ts'
import { entityOf, hasEntity } from '../../../shared/http/entity-tag.ts'

/** The state of a session, for telling whether somebody changed it since it was shown. */
// Parsing puts the fields in one order, whether the session was just made or read.
export const tagOf = (session: StoredSession): string => entityOf(JSON.stringify(storedSessionSchema.parse(session))).etag

/** Decides about a session if it exists and is as it was seen, if that matters. */
export const aboutSession =
  (id: string, seen: string | undefined, decide: (event: Event, session: StoredSession) => Arrangement) =>
  (event: Event): Arrangement => {
    const session = event.sessions.find((each) => each.id === id)
    if (session === undefined) return { outcome: 'no-such-session' }
    return seen === undefined || hasEntity(tagOf(session), seen) ? decide(event, session) : { outcome: 'changed-meanwhile' }
  }

/** The problems of a session in its own terms: those of `sessions.3.end` are those of its `end`. */
export const ofSession = (problems: readonly FieldProblem[]): readonly FieldProblem[] =>
  problems.map((problem) => ({ ...problem, field: problem.field.replace(/^sessions\.\d+(?:\.|$)/, '') }))
