import * as z from 'zod'
import { instantSchema, wallTimeSchema } from '../basics/wall-time.ts'
import { slugSchema } from './event.ts'

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
