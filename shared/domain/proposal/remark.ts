import * as z from 'zod'
import { lines } from '../basics/text.ts'
import { instantSchema } from '../basics/wall-time.ts'

/** What somebody says about a proposal: the body of a comment, and its form. */
export const remarkInputSchema = z.strictObject({ text: lines(2000) })

/** A comment as it is kept. */
export const remarkSchema = remarkInputSchema.strip().extend({ subject: z.string(), name: z.string(), at: instantSchema })
export type Remark = z.infer<typeof remarkSchema>

/** More would be a forum. */
export const mostRemarks = 200
