import * as z from 'zod'
import { network } from '../basics/network.ts'
import { line, lines } from '../basics/text.ts'
import { type Instant, instantNear, instantOf, timeZoneSchema, wallTimeSchema } from '../basics/wall-time.ts'
import { eventKindSchema, inputFields } from '../event/fields.ts'
import { dateSpanSchema } from '../event/from-until.ts'
import { eventFormats } from '../event/participation.ts'
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

const wallTime = wallTimeSchema.optional().catch(undefined)

/** The dates as far as they can be read, so that what is wrong with them is told together with whatever else is. */
const dated = z.object({
  timeZone: proposalFields.timeZone.catch('UTC'),
  preferredDates: z.array(z.object({ start: wallTime, end: wallTime }).catch({})).catch([]),
})

type ReadSpan = z.infer<typeof dated>['preferredDates'][number]
type Problem = readonly [field: 'start' | 'end', code: string, limit?: number]

const startProblem = (start: string, timeZone: string, now: Instant): Problem | undefined => {
  const far = outOfReach(start, now)
  if (far !== undefined) return ['start', ...far]
  const startsAt = instantOf(start, timeZone)
  if (startsAt === undefined) return ['start', 'wall-time-skipped']
  return startsAt <= now ? ['start', 'in-the-past'] : undefined
}

const endProblem = (end: string, start: string | undefined, timeZone: string, now: Instant): Problem | undefined => {
  if (instantOf(end, timeZone) === undefined) return ['end', 'wall-time-skipped']
  if (start === undefined || outOfReach(start, now) !== undefined) return undefined
  if (instantNear(end, timeZone) <= instantNear(start, timeZone)) return ['end', 'end-before-start']
  return isTooLong({ start, end }) ? ['end', 'event-too-long', timeLimits.daysLong] : undefined
}

/** What is wrong with a date at an instant: which of its times, the problem, and the limit missed. */
const problemsWith = ({ start, end }: ReadSpan, timeZone: string, now: Instant): readonly Problem[] =>
  [
    start === undefined ? undefined : startProblem(start, timeZone, now),
    end === undefined ? undefined : endProblem(end, start, timeZone, now),
  ].filter((problem) => problem !== undefined)

/** A proposal, checked as a whole: the body of `POST /api/v1/proposals` and the form. Times are wall times in `timeZone`. */
export const proposalInputAt = (now: Instant) =>
  proposalInputSchema.superRefine(
    (proposal, ctx) => {
      const { timeZone, preferredDates } = dated.safeParse(proposal).data ?? { timeZone: 'UTC', preferredDates: [] }
      for (const [index, date] of preferredDates.entries())
        for (const [field, message, limit] of problemsWith(date, timeZone, now)) {
          const path = ['preferredDates', index, field]
          ctx.addIssue({ code: 'custom', path, message, ...(limit === undefined ? {} : { params: { limit } }) })
        }
    },
    { when: () => true },
  )
