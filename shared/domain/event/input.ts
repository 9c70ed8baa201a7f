import * as z from 'zod'
import { checkReminders } from '../automatic-mails/settings.ts'
import { type Instant, instantOf } from '../basics/wall-time.ts'
import { checkDeadline, checkRegistrationForm, hasFormToCheck } from '../registration-form/form.ts'
import { holdSchema, inputFields, sessionSchema } from './fields.ts'
import { isTooLong, outOfReach, timeLimits, timesIn } from './time-limits.ts'

const input = z.strictObject(inputFields)

/** What the check of the times needs. It runs as soon as these are valid, even if other fields are not. */
const times = input
  .pick({ timeZone: true, start: true, end: true, registrationOpens: true, registrationCloses: true })
  .extend({
    sessions: z.array(sessionSchema.pick({ start: true, end: true }).strip()),
    holds: z.array(holdSchema.pick({ until: true }).strip()).default([]),
  })
  .strip()

type Complain = (path: PropertyKey[], message: string, limit?: number) => void

const checkTimes = (event: z.infer<typeof times>, complain: Complain): void => {
  const at = (wallTime: string, path: PropertyKey[]): Instant | undefined => {
    const instant = instantOf(wallTime, event.timeZone)
    if (instant === undefined) complain(path, 'wall-time-skipped')
    return instant
  }
  const start = at(event.start, ['start'])
  const end = at(event.end, ['end'])
  if (start === undefined || end === undefined) return
  if (end <= start) {
    complain(['end'], 'end-before-start')
    return
  }
  if (isTooLong(event)) complain(['end'], 'event-too-long', timeLimits.daysLong)
  event.sessions.forEach((session, index) => {
    const from = at(session.start, ['sessions', index, 'start'])
    const to = at(session.end, ['sessions', index, 'end'])
    if (from === undefined || to === undefined) return
    if (to <= from) complain(['sessions', index, 'end'], 'end-before-start')
    else if (from < start) complain(['sessions', index, 'start'], 'session-outside-event')
    else if (to > end) complain(['sessions', index, 'end'], 'session-outside-event')
  })
  for (const [index, { until }] of event.holds.entries()) at(until, ['holds', index, 'until'])
  const opens = event.registrationOpens && at(event.registrationOpens, ['registrationOpens'])
  const closes = event.registrationCloses && at(event.registrationCloses, ['registrationCloses'])
  if (opens && opens >= (closes ?? end)) complain(['registrationOpens'], 'opens-after-close')
  if (closes && closes > end) complain(['registrationCloses'], 'closes-after-end')
}

/** What the check of the places needs. */
const counted = z.object({ capacity: inputFields.capacity, holds: z.array(holdSchema.pick({ places: true }).strip()).default([]) })

const checkPlaces = ({ capacity, holds }: z.infer<typeof counted>, complain: Complain): void => {
  const kept = holds.reduce((sum, hold) => sum + hold.places, 0)
  if (kept > 0 && capacity === undefined) complain(['holds'], 'holds-without-capacity')
  else if (kept > (capacity ?? 0)) complain(['holds'], 'holds-exceed-capacity')
}

const reminded = input.pick({ reminders: true }).strip()

const complainTo =
  (ctx: z.RefinementCtx): Complain =>
  (path, message, limit) =>
    ctx.addIssue({ code: 'custom', path, message, ...(limit === undefined ? {} : { params: { limit } }) })

/** The rules of an organiser's event as a whole that hold at any time. `eventInputAt` adds those that depend on the day. */
export const eventInputSchema = input
  .superRefine((event, ctx) => checkTimes(event, complainTo(ctx)), { when: ({ value }) => times.safeParse(value).success })
  .superRefine((event, ctx) => checkPlaces(event, complainTo(ctx)), { when: ({ value }) => counted.safeParse(value).success })
  .superRefine((event, ctx) => checkDeadline(event, complainTo(ctx)), { when: ({ value }) => times.safeParse(value).success })
  .superRefine((event, ctx) => checkRegistrationForm(event, complainTo(ctx)), { when: ({ value }) => hasFormToCheck(value) })
  .superRefine(({ reminders }, ctx) => checkReminders(reminders, complainTo(ctx)), {
    when: ({ value }) => reminded.safeParse(value).success,
  })

const checkAge = (event: unknown, now: Instant, complain: Complain): void => {
  for (const { path, wallTime } of timesIn(event)) {
    const problem = outOfReach(wallTime, now)
    if (problem !== undefined) complain(path, ...problem)
  }
}

/** An organiser's event, checked as a whole: the body of `POST /api/v1/events` and the event form. Times are wall times in `timeZone`. */
export const eventInputAt = (now: Instant): typeof eventInputSchema =>
  eventInputSchema.superRefine((event, ctx) => checkAge(event, now, complainTo(ctx)), { when: () => true })
