import { entrySchema } from '../../../shared/domain/people/address-list.ts'

/** Where a page of a list begins, as a text for addresses that shows nobody’s mailbox. */
export const entryText = (entry: string): string => Buffer.from(entry).toString('base64url')

/** The entry that such a text stands for, if it is one. */
export const entryAfter = (text: string): string | undefined => {
  const parsed = entrySchema.safeParse(Buffer.from(text, 'base64url').toString('utf8'))
  return parsed.success ? parsed.data : undefined
}
