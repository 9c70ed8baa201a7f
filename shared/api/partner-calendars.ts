import * as z from 'zod'
import { partnerCalendarSchema, partnerEventSchema } from '../domain/calendar/partner-calendar.ts'

/** A partner's calendar as staff see it. */
export const partnerCalendarOutput = partnerCalendarSchema.omit({ nextAt: true }).extend({
  readAt: partnerCalendarSchema.shape.readAt.describe('When its known events were read; absent before the first time'),
  events: partnerCalendarSchema.shape.events.describe('How many of its events are known'),
  trouble: partnerCalendarSchema.shape.trouble.describe(
    'What was wrong when it was last read, since when, and the status if the site answered with one',
  ),
})
export const partnerCalendarListOutput = z.object({ calendars: z.array(partnerCalendarOutput).describe('By name') })
export const partnerEventListOutput = z.object({
  events: z.array(partnerEventSchema).describe('By start; those over whole days have days, without a time'),
})
export const namedPartnerCalendarOutput = partnerCalendarSchema.pick({ id: true })
