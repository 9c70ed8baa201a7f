import * as z from 'zod'

/** Where the list of an event's registrations goes on: after the last one seen. */
export const cursorSchema = z.object({ slug: z.string(), after: z.string().min(1).max(200) })
export type Cursor = z.infer<typeof cursorSchema>
