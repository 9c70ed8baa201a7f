import * as z from 'zod'

/** Where the next page of an event's registrations begins: after the last one seen. */
export const cursorSchema = z.object({ slug: z.string(), after: z.string().min(1).max(200) })
export type Cursor = z.infer<typeof cursorSchema>
