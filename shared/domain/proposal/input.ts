import * as z from 'zod'
import { network } from '../basics/network.ts'
import { line, lines } from '../basics/text.ts'
import { type Instant, instantOf, timeZoneSchema } from '../basics/wall-time.ts'
import { eventFormats, eventKindSchema, inputFields } from '../event/fields.ts'
import { type DateSpan, dateSpanSchema } from '../event/from-until.ts'
import { isTooLong, outOfReach, timeLimits } from '../event/time-limits.ts'

/** What somebody who proposes an event says about it, field by field. */
export const proposalFields = {
  title: line(200),
  aim: lines(2000).describe('What people should know or be able to do afterwards'),
  audience: line(300).describe('Whom the event is for, in words'),
  kind: eventKindSchema,
  format: z.enum(eventFormats),
  timeZone: timeZoneSchema.default(network.timeZone),
  preferredDates: z.array(dateSpanSchema).min(1).max(6).describe('When it could take place, the best first'),
  partners: inputFields.partners,
  speakers: z.array(line(200)).max(20).default([]).describe('Speakers in mind, one name each'),
  topics: inputFields.topics,
  language: inputFields.language,
  why: lines(2000).describe('Why it should take place now'),
}

/** A proposal's fields, each checked alone. `proposalInputAt` adds what depends on the day. */
export const proposalInputSchema = z.strictObject(proposalFields)
export type ProposalInput = z.infer<typeof proposalInputSchema>

const dated = proposalInputSchema.pick({ timeZone: true, preferredDates: true }).strip()

/** What is wrong with a date at an instant: which of its times, the problem, and the limit missed. */
const problemWith = (
  { start, end }: DateSpan,
  timeZone: string,
  now: Instant,
): readonly [field: 'start' | 'end', code: string, limit?: number] | undefined => {
  const far = outOfReach(start, now)
  if (far !== undefined) return ['start', ...far]
  const [startsAt, endsAt] = [instantOf(start, timeZone), instantOf(end, timeZone)]
  if (startsAt === undefined) return ['start', 'wall-time-skipped']
  if (endsAt === undefined) return ['end', 'wall-time-skipped']
  if (endsAt <= startsAt) return ['end', 'end-before-start']
  if (isTooLong({ start, end })) return ['end', 'event-too-long', timeLimits.daysLong]
  return startsAt <= now ? ['start', 'in-the-past'] : undefined
}

/** A proposal, checked as a whole: the body of `POST /api/v1/proposals` and the form. Times are wall times in `timeZone`. */
export const proposalInputAt = (now: Instant) =>
  proposalInputSchema.superRefine(
    ({ timeZone, preferredDates }, ctx) => {
      for (const [index, date] of preferredDates.entries()) {
        const problem = problemWith(date, timeZone, now)
        if (problem === undefined) continue
        const [field, message, limit] = problem
        const path = ['preferredDates', index, field]
        ctx.addIssue({ code: 'custom', path, message, ...(limit === undefined ? {} : { params: { limit } }) })
      }
    },
    { when: ({ value }) => dated.safeParse(value).success },
  )
