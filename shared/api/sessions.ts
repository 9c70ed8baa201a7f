import * as z from 'zod'
import { clashCodes, clashesOf } from '../domain/event/clashes.ts'
import type { Event } from '../domain/event/event.ts'
import { type StoredSession, sessionSchema, storedSessionSchema } from '../domain/event/fields.ts'
import { changesOf } from '../domain/event/patch.ts'

const fields = sessionSchema.omit({ id: true })

/** A new session; its id comes from its title, and stays. */
export const sessionInput = fields

/** A change to a session: any of its fields; `null` removes an optional one (RFC 7396). */
export const sessionPatch = z
  .strictObject(changesOf(fields.shape))
  .extend({
    allowBelowGiven: z.literal(true).describe('Confirms a limit below the number of places already given; nobody loses a place'),
  })
  .partial()

export const clashOutput = z.object({
  code: z.enum(clashCodes),
  sessions: z.array(z.string()).describe('Ids of the sessions'),
  people: z.array(z.string()).optional().describe('Who is needed in both'),
  room: z.string().optional(),
})

/** A session after a change, with the clashes that it is part of. */
export const savedSessionOutput = storedSessionSchema.extend({
  warnings: z.array(clashOutput).describe('Clashes with other sessions, and rooms that are too small; the session is saved all the same'),
})

/** The session of an event as it was saved. */
export const toSavedSession = (event: Event, session: StoredSession): z.infer<typeof savedSessionOutput> =>
  savedSessionOutput.parse({ ...session, warnings: clashesOf(event, session.id) })

export const removedSessionOutput = storedSessionSchema.pick({ id: true })
