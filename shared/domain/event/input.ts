import * as z from 'zod'
import { checkReminders } from '../automatic-mails/settings.ts'
import { durationSchema } from '../basics/duration.ts'
import { type Instant, instantNear, instantOf, wallTimeSchema } from '../basics/wall-time.ts'
import { checkDeadline, checkRegistrationForm, readableForm } from '../registration-form/form.ts'
import { folded } from './clashes.ts'
import { holdSchema, inputFields } from './fields.ts'
import { isTooLong, outOfReach, timeLimits, timesIn } from './time-limits.ts'

const input = z.strictObject(inputFields)

const wallTime = wallTimeSchema.optional().catch(undefined)
const listOf = <Part>(part: z.ZodType<Part>) => z.array(part).catch([])

/**
 * The times as far as they can be read: what is wrong with them is told together with whatever else is wrong.
 * Until the zone can be read, they are compared as clocks without an hour that is skipped or repeated.
 */
const times = z.object({
  timeZone: inputFields.timeZone.catch('UTC'),
  start: wallTime,
  end: wallTime,
  registrationOpens: wallTime,
  registrationCloses: wallTime,
  sessions: listOf(z.object({ start: wallTime, end: wallTime }).catch({})),
  holds: listOf(z.object({ until: wallTime }).catch({})),
})

type Complain = (path: PropertyKey[], message: string, limit?: number) => void
type At = (wallTime: string | undefined, path: PropertyKey[]) => Instant | undefined

interface Span {
  readonly start: Instant
  readonly end: Instant
}

/** From when to when the event takes place, if that can be told; complains if it cannot be so. */
const checkSpan = ({ start, end }: z.infer<typeof times>, at: At, complain: Complain): Span | undefined => {
  const span = { start: at(start, ['start']), end: at(end, ['end']) }
  if (start === undefined || end === undefined || span.start === undefined || span.end === undefined) return undefined
  if (span.end <= span.start) {
    complain(['end'], 'end-before-start')
    return undefined
  }
  if (isTooLong({ start, end })) complain(['end'], 'event-too-long', timeLimits.daysLong)
  return { start: span.start, end: span.end }
}

const checkTimes = (event: z.infer<typeof times>, complain: Complain): void => {
  const at: At = (time, path) => {
    if (time === undefined) return undefined
    if (instantOf(time, event.timeZone) === undefined) complain(path, 'wall-time-skipped')
    return instantNear(time, event.timeZone)
  }
  const span = checkSpan(event, at, complain)
  event.sessions.forEach((session, index) => {
    const from = at(session.start, ['sessions', index, 'start'])
    const to = at(session.end, ['sessions', index, 'end'])
    if (from !== undefined && to !== undefined && to <= from) complain(['sessions', index, 'end'], 'end-before-start')
    else {
      if (span !== undefined && from !== undefined && from < span.start) complain(['sessions', index, 'start'], 'session-outside-event')
      if (span !== undefined && to !== undefined && to > span.end) complain(['sessions', index, 'end'], 'session-outside-event')
    }
  })
  for (const [index, { until }] of event.holds.entries()) at(until, ['holds', index, 'until'])
  const opens = at(event.registrationOpens, ['registrationOpens'])
  const closes = at(event.registrationCloses, ['registrationCloses'])
  const last = closes ?? span?.end
  if (opens !== undefined && last !== undefined && opens >= last) complain(['registrationOpens'], 'opens-after-close')
  if (closes !== undefined && span !== undefined && closes > span.end) complain(['registrationCloses'], 'closes-after-end')
}

/** What the check of the places needs, as far as it can be read. */
const counted = z.object({
  capacity: inputFields.capacity,
  holds: listOf(holdSchema.pick({ places: true }).strip().catch({ places: 0 })),
})

const checkPlaces = ({ capacity, holds }: z.infer<typeof counted>, complain: Complain): void => {
  const kept = holds.reduce((sum, hold) => sum + hold.places, 0)
  if (kept > 0 && capacity === undefined) complain(['holds'], 'holds-without-capacity')
  else if (kept > (capacity ?? 0)) complain(['holds'], 'holds-exceed-capacity')
}

const furnished = z.object({ rooms: listOf(z.object({ name: z.string() }).catch({ name: '' })) })

const checkRooms = ({ rooms }: z.infer<typeof furnished>, complain: Complain): void => {
  const names = rooms.map(({ name }) => folded(name))
  for (const [index, name] of names.entries())
    if (name !== '' && names.indexOf(name) < index) complain(['rooms', index, 'name'], 'duplicate')
}

const reminded = z.object({ reminders: listOf(durationSchema.optional().catch(undefined)) })

const complainTo =
  (ctx: z.RefinementCtx): Complain =>
  (path, message, limit) =>
    ctx.addIssue({ code: 'custom', path, message, ...(limit === undefined ? {} : { params: { limit } }) })

/** Checks a part of the event as far as it can be read, even if something else is wrong. */
const checking =
  <Part>(part: z.ZodType<Part>, run: (read: Part, complain: Complain) => void) =>
  (event: unknown, ctx: z.RefinementCtx): void => {
    const read = part.safeParse(event)
    if (read.success) run(read.data, complainTo(ctx))
  }
const always = { when: () => true }

/** The rules of an organiser's event as a whole that hold at any time. `eventInputAt` adds those that depend on the day. */
export const eventInputSchema = input
  .superRefine(checking(times, checkTimes), always)
  .superRefine(checking(counted, checkPlaces), always)
  .superRefine(checking(furnished, checkRooms), always)
  .superRefine((event, ctx) => checkDeadline(event, complainTo(ctx)), always)
  .superRefine(checking(readableForm, checkRegistrationForm), always)
  .superRefine(
    checking(reminded, ({ reminders }, complain) => checkReminders(reminders, complain)),
    always,
  )

const checkAge = (event: unknown, now: Instant, complain: Complain): void => {
  for (const { path, wallTime } of timesIn(event)) {
    const problem = outOfReach(wallTime, now)
    if (problem !== undefined) complain(path, ...problem)
  }
}

/** An organiser's event, checked as a whole: the body of `POST /api/v1/events` and the event form. Times are wall times in `timeZone`. */
export const eventInputAt = (now: Instant): typeof eventInputSchema =>
  eventInputSchema.superRefine((event, ctx) => checkAge(event, now, complainTo(ctx)), always)
