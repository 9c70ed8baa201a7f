import * as z from 'zod'
import { wallTimeSchema } from '../basics/wall-time.ts'

/** From when to when something takes place, in the event's time zone. */
export const dateSpanSchema = z.strictObject({ start: wallTimeSchema, end: wallTimeSchema })
export type DateSpan = z.infer<typeof dateSpanSchema>

/** Each date of a series is an event of its own, with its own seats: a request must not take too long. */
export const mostDates = 60
