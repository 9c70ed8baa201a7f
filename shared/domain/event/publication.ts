import * as z from 'zod'
import type { Checked } from '../basics/check.ts'
import type { FieldProblem } from '../basics/field-problem.ts'
import { comesTwice, type Instant, instantOf, wallTimeSchema } from '../basics/wall-time.ts'
import type { Event } from './event.ts'
import { type MissingField, missingOf } from './missing.ts'

/** When a draft is to be published: the body of `POST /api/v1/events/{slug}/publish`, if it is not published at once. */
export const publishInputSchema = z.strictObject({
  publishAt: wallTimeSchema.optional().describe('When it is published, as a wall time in the time zone of the event; at once if left out'),
})

/** The same for the form, which always says when. */
export const publishAtSchema = publishInputSchema.required()

/** The instant at which an event is published; only a time that comes once, before the event is over, will do. */
export const publicationAt = ({ timeZone, endsAt }: Event, wallTime: string, now: Instant): Checked<Instant> => {
  const at = instantOf(wallTime, timeZone)
  const wrong = (code: FieldProblem['code']): Checked<Instant> => ({ ok: false, problems: [{ field: 'publishAt', code }] })
  if (at === undefined) return wrong('wall-time-skipped')
  if (comesTwice(wallTime, timeZone)) return wrong('publish-time-twice')
  if (at <= now) return wrong('in-the-past')
  return at < endsAt ? { ok: true, value: at } : wrong('published-after-end')
}

/** When each draft of a series is published at a wall time in its own zone; what is in the way of one is in the way of all. */
export const publicationsAt = (
  drafts: readonly Event[],
  wallTime: string,
  now: Instant,
): Checked<readonly NonNullable<Event['publication']>[]> => {
  const each = drafts.map((draft) => ({ draft, at: publicationAt(draft, wallTime, now) }))
  const wrong = each.flatMap(({ draft: { start }, at }) => (at.ok ? [] : at.problems.map((problem) => ({ start, problem }))))
  const over = wrong.filter(({ problem }) => problem.code === 'published-after-end')
  const [other] = wrong.filter(({ problem }) => problem.code !== 'published-after-end')
  const problems: readonly FieldProblem[] = [
    ...(other === undefined ? [] : [other.problem]),
    ...(over.length === 0 ? [] : [{ field: 'publishAt', code: 'dates-over-by-then' as const, options: over.map(({ start }) => start) }]),
  ]
  if (problems.length > 0) return { ok: false, problems }
  return { ok: true, value: each.flatMap(({ draft, at }) => (at.ok ? [{ at: at.value, without: [...missingOf(draft)] }] : [])) }
}

/** What keeps an event from being published at `now`, whatever else it lacks. */
export const whyUnpublishable = ({ endsAt }: Pick<Event, 'endsAt'>, now: Instant): readonly FieldProblem[] =>
  endsAt <= now ? [{ field: 'end', code: 'in-the-past' }] : []

/** Why a draft could not be published at the planned time: it was over, or lacked something that nobody had been warned of. */
export const obstacles = ['over', 'venue', 'joinUrl'] as const
export type Obstacle = 'over' | MissingField

/** Whether the time has come at which a draft is to be published. */
export const isDue = (event: Event, now: Instant): event is Event & { readonly publication: NonNullable<Event['publication']> } =>
  event.status === 'draft' && event.publication !== undefined && event.publication.at <= now

/** What is in the way of publishing a draft at the planned time. */
export const obstaclesTo = (event: Event, now: Instant): readonly Obstacle[] => [
  ...(whyUnpublishable(event, now).length === 0 ? [] : ['over' as const]),
  ...missingOf(event).filter((field) => !(event.publication?.without ?? []).includes(field)),
]
