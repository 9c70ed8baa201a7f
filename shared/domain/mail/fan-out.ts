import * as z from 'zod'
import { scheduledKinds } from '../automatic-mails/settings.ts'
import { languageSchema } from '../basics/language.ts'
import { instantSchema } from '../basics/wall-time.ts'
import { cursorSchema } from '../registration/list-cursor.ts'
import { writtenMessageSchema } from './organiser-message.ts'
import { messageEventSchema } from './outbox-message.ts'

/** Something that everybody registered for an event, or invited to it, is owed a mail about, and how far that has come. */
export const fanOutSchema = z.object({
  slug: z.string(),
  kind: z.enum(['update', 'cancellation', ...scheduledKinds, 'message', 'invited']),
  revision: z.int(),
  /** What tells it from others of its kind, where the revision does not. */
  mark: z.string().optional(),
  /** What the organiser wrote, of a message. */
  written: writtenMessageSchema.optional(),
  /** The reminder that it is about: how long ahead of which start it was due. */
  scheduled: z.object({ anchor: instantSchema, dueAt: instantSchema }).optional(),
  /** Of mails to people who have not chosen one. */
  language: languageSchema.optional(),
  createdAt: instantSchema,
  event: messageEventSchema,
  cursor: cursorSchema.optional(),
  finishedAt: instantSchema.optional(),
  /** When the clock last asked for it to be looked after. */
  calledAt: instantSchema.optional(),
  /** When the list was looked through once more. */
  lookedAgainAt: instantSchema.optional(),
})
export type FanOut = z.infer<typeof fanOutSchema>

/** What names a fan-out. */
export type FanOutRef = Pick<FanOut, 'slug' | 'kind' | 'revision' | 'mark'>

/**
 * What is to be done for a fan-out: its first pass, or the one that looks for people whom the index did not know yet.
 * `nothing` when both are done, or the second is not due.
 */
export const passOf = ({ finishedAt, calledAt, lookedAgainAt }: FanOut): 'first' | 'again' | 'nothing' => {
  if (finishedAt === undefined) return 'first'
  return lookedAgainAt === undefined && calledAt !== undefined && calledAt > finishedAt ? 'again' : 'nothing'
}
