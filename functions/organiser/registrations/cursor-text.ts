import * as z from 'zod'
import { type Cursor, cursorSchema } from '../../../shared/domain/registration/list-cursor.ts'

/** Where a page of registrations begins, as text for URLs. */
export const cursorText = (cursor: Cursor): string => Buffer.from(JSON.stringify(cursor)).toString('base64url')

const encoded = z
  .string()
  .transform((text, ctx): unknown => {
    try {
      return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
    } catch {
      ctx.addIssue('invalid')
      return z.NEVER
    }
  })
  .pipe(cursorSchema)

/** The cursor for such a text; undefined if it is not one of this event's list. */
export const cursorOf = (text: string, slug: string): Cursor | undefined => {
  const parsed = encoded.safeParse(text)
  return parsed.success && parsed.data.slug === slug ? parsed.data : undefined
}
