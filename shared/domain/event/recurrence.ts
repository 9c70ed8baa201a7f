import * as z from 'zod'
import { countrySchema } from '../basics/country.ts'
import { readablePart } from '../basics/readable-part.ts'
import { daySchema } from '../basics/wall-time.ts'
import { holidayCountries } from '../calendar/holiday-countries.ts'
import { dateSpanSchema, mostDates } from './from-until.ts'
import { isTooLong, timeLimits } from './time-limits.ts'

/** The most weeks or months between two dates. */
export const mostBetween = 26

export const repeats = ['weekly', 'monthly'] as const

const holidaysOfSchema = z
  .array(countrySchema.refine((country) => holidayCountries.includes(country), 'not-one-of'))
  .max(holidayCountries.length)
  .default([])

const fields = dateSpanSchema.extend({
  repeat: z.enum(repeats).describe('Every so many weeks, or months on the weekday of the first date: its second Tuesday, or its last'),
  every: z.int().min(1).max(mostBetween).default(1).describe('How many weeks or months lie between two dates'),
  count: z.int().min(1).max(mostDates).optional().describe('How many dates there are, without those left out'),
  until: daySchema.optional().describe('The last day on which a date may be'),
  notOnHolidaysOf: holidaysOfSchema.describe('Countries on whose public holidays there is no date'),
})
const readable = fields.partial()

/** Checks the parts with each other, as far as they can be read, so that all that is wrong is told at once. */
const checkTogether = (pattern: unknown, ctx: z.RefinementCtx): void => {
  const given = z.looseObject({}).safeParse(pattern).data ?? {}
  const { start, end, until } = readablePart(readable, pattern) ?? {}
  const complain = (field: string, message: string, limit?: number): void =>
    ctx.addIssue({ code: 'custom', path: [field], message, ...(limit === undefined ? {} : { params: { limit } }) })
  if (start !== undefined && end !== undefined) {
    if (end <= start) complain('end', 'end-before-start')
    else if (isTooLong({ start, end })) complain('end', 'event-too-long', timeLimits.daysLong)
  }
  if (given['count'] === undefined && given['until'] === undefined) complain('count', 'required')
  if (given['count'] !== undefined && given['until'] !== undefined) complain('until', 'one-of-two')
  if (start !== undefined && until !== undefined && until < start.slice(0, 10)) complain('until', 'end-before-start')
}

/** How the dates of a series follow each other: the query of `GET /api/v1/series-dates`, and part of the form. */
export const datePatternSchema = fields.superRefine(checkTogether, { when: () => true })
export type DatePattern = z.infer<typeof datePatternSchema>
