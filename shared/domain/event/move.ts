import * as z from 'zod'
import { lines } from '../basics/text.ts'
import { wallTimeSchema } from '../basics/wall-time.ts'

const mostDays = 3650

/** What an organiser adds to the mails about a change or an end, in their own words. */
const noteSchema = lines(1000)

/** By how much a whole event moves: the body of `POST /api/v1/events/{slug}/move`, and the form. */
export const moveInputSchema = z.strictObject({
  days: z
    .int()
    .min(-mostDays)
    .max(mostDays)
    .refine((days) => days !== 0, 'nothing-moves')
    .describe('Calendar days by which every time of the event moves; earlier if negative. The time of day stays'),
  note: noteSchema.optional().describe('What the e-mail about it says in the organiser’s words'),
})
/** What an organiser adds to the mail about a change: part of the form's second page. */
export const changeNoteSchema = z.strictObject({
  note: noteSchema.optional().describe('What the e-mail about the change says in the organiser’s words'),
})

/** When a copy of an event starts: the body of `POST /api/v1/events/{slug}/copy`, and the form. */
export const copyInputSchema = z.strictObject({ start: wallTimeSchema.describe('When the copy starts; its other times follow') })

/** Why an event is cancelled: the body of `POST /api/v1/events/{slug}/cancel`, and the form. */
export const cancelInputSchema = z.strictObject({ reason: noteSchema.optional().describe('Why, for the e-mail to everyone registered') })

export type MoveInput = z.infer<typeof moveInputSchema>
