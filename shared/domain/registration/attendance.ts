import * as z from 'zod'
import { type Instant, instantSchema } from '../basics/wall-time.ts'
import type { Event } from '../event/event.ts'

/** Whether somebody with a place attended, as marked by an organiser. Unknown without a mark. */
export const attendanceMarks = ['attended', 'absent'] as const
export type AttendanceMark = (typeof attendanceMarks)[number]

/** How long somebody attended; no event is longer than a week. */
const minutesSchema = z.int().min(0).max(10_080)

/** An organiser's mark, as stored on a registration. It counts while the person has the place. */
export const attendanceSchema = z.object({
  mark: z.enum(attendanceMarks),
  minutes: minutesSchema.optional(),
  markedAt: instantSchema,
})
export type Attendance = z.infer<typeof attendanceSchema>

const withMark = z.object({ mark: z.enum(attendanceMarks).nullable(), minutes: z.unknown() })

/** Whether only somebody who attended is given minutes, as far as this can be read. */
const isTimed = (marking: unknown): boolean => {
  const { mark, minutes } = withMark.safeParse(marking).data ?? {}
  return minutes === undefined || mark === 'attended'
}

/** A mark to set on a registration, or `null` to remove it. */
export const markingSchema = z
  .strictObject({
    id: z.string().min(1).max(100).describe('Id of the registration'),
    mark: z.enum(attendanceMarks).nullable().describe('null removes the mark'),
    minutes: minutesSchema.optional().describe('How long an attended person was there'),
  })
  .refine(isTimed, { path: ['minutes'], message: 'unknown-field', when: () => true })
export type Marking = z.infer<typeof markingSchema>

const withIds = z.array(z.object({ id: z.string().optional() }).catch({}))

/** Whether no registration is there twice, as far as the marks can be read. */
const isEachOnce = (marks: unknown): boolean => {
  const ids = (withIds.safeParse(marks).data ?? []).flatMap(({ id }) => id ?? [])
  return new Set(ids).size === ids.length
}

/** The maximum number of marks per request. */
const mostMarks = 200

/** The body of `PATCH /api/v1/events/{slug}/attendance`: each registration once. */
export const markingsSchema = z.strictObject({
  marks: z
    .array(markingSchema)
    .min(1)
    .max(mostMarks)
    .refine(isEachOnce, { message: 'duplicate', when: () => true }),
})

/** Whether people can be marked: from the start of an event that was not cancelled, with no time limit. */
export const takesAttendance = ({ status, startsAt }: Pick<Event, 'status' | 'startsAt'>, now: Instant): boolean =>
  status === 'published' && now >= startsAt
