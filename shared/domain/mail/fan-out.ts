import * as z from 'zod'
import { scheduledKinds } from '../automatic-mails/settings.ts'
import { languageSchema } from '../basics/language.ts'
import { instantSchema } from '../basics/wall-time.ts'
import { sessionRevisionSchema } from '../event/session-changes.ts'
import { cursorSchema } from '../registration/list-cursor.ts'
import { writtenMessageSchema } from './organiser-message.ts'
import { messageEventSchema } from './outbox-message.ts'

/** A mail owed to everyone registered for an event, or invited to it, and its progress. */
export const fanOutSchema = z.object({
  slug: z.string(),
  kind: z.enum(['update', 'cancellation', ...scheduledKinds, 'message', 'invited']),
  revision: z.int(),
  /** The event's latest revisions that concern only some people, for an update. */
  sessionRevisions: z.array(sessionRevisionSchema).optional(),
  /** Distinguishes it from others of its kind, where the revision does not. */
  mark: z.string().optional(),
  /** What the organiser wrote, for a message. */
  written: writtenMessageSchema.optional(),
  /** What the organiser adds to a mail about a change or the end of the event. */
  note: z.string().optional(),
  /** The reminder it is about: due when, and for which start. */
  scheduled: z.object({ anchor: instantSchema, dueAt: instantSchema }).optional(),
  /** The language for people who have not chosen one. */
  language: languageSchema.optional(),
  createdAt: instantSchema,
  event: messageEventSchema,
  cursor: cursorSchema.optional(),
  finishedAt: instantSchema.optional(),
  /** When the clock last asked for it to be continued. */
  calledAt: instantSchema.optional(),
  /** When the second pass over the list was done. */
  lookedAgainAt: instantSchema.optional(),
})
export type FanOut = z.infer<typeof fanOutSchema>

/** What identifies a fan-out. */
export type FanOutRef = Pick<FanOut, 'slug' | 'kind' | 'revision' | 'mark'>

/**
 * What a fan-out needs next: its first pass, or the second for people the index did not have yet.
 * `nothing` when both are done, or the second is not yet due.
 */
export const passOf = ({ finishedAt, calledAt, lookedAgainAt }: FanOut): 'first' | 'again' | 'nothing' => {
  if (finishedAt === undefined) return 'first'
  return lookedAgainAt === undefined && calledAt !== undefined && calledAt > finishedAt ? 'again' : 'nothing'
}
