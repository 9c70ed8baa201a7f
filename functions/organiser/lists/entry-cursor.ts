import { entrySchema } from '../../../shared/domain/people/address-list.ts'

/** Where a page of a list begins, as text for URLs that does not show anyone’s mailbox. */
export const entryText = (entry: string): string => Buffer.from(entry).toString('base64url')

/** The entry for such a text; undefined if it is not one. */
export const entryAfter = (text: string): string | undefined => {
  const parsed = entrySchema.safeParse(Buffer.from(text, 'base64url').toString('utf8'))
  return parsed.success ? parsed.data : undefined
}
