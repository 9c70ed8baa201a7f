import * as z from 'zod'
import { type Instant, instantSchema, wallTimeSchema } from '../basics/wall-time.ts'
import { type Event, slugSchema } from './event.ts'

/** A series as it is stored. What its events have in common stands in each of them. */
export const seriesSchema = z.object({
  slug: slugSchema,
  owner: z.string(),
  coOrganisers: z.array(z.string()).default([]),
  title: z.string(),
  summary: z.string(),
  /** The event of each date, and its start as planned: what is said of the first applies to it, moved by the difference. */
  dates: z.array(z.object({ slug: slugSchema, start: wallTimeSchema })).default([]),
  createdAt: instantSchema,
  version: z.int().min(0),
})
export type Series = z.infer<typeof seriesSchema>

/** The dates that are neither over nor called off. */
export const stillToCome = (events: readonly Event[], now: Instant): readonly Event[] =>
  events.filter(({ status, endsAt }) => status !== 'cancelled' && endsAt > now)

/** The date that shows best what the dates of a series have in common: the last of those least changed alone. */
export const typical = (events: readonly Event[]): Event | undefined => {
  const alone = ({ status, changedAlone = [] }: Event): number => changedAlone.length + (status === 'cancelled' ? 1 : 0)
  return events.toReversed().toSorted((one, other) => alone(one) - alone(other))[0]
}
