import * as z from 'zod'
import { emailAddressSchema, emailKey } from '../basics/email-address.ts'
import { type Instant, instantSchema } from '../basics/wall-time.ts'

/**
 * Lists of people by their addresses: the members of the network, and the people invited to an event.
 * An entry is an address (`anna@example.org`) or a domain (`example.org`), which covers every address in it
 * but none in its subdomains: `police.example.org` is a separate entry.
 */
export const isAddress = (entry: string): boolean => entry.includes('@')

// How mail programs copy a recipient: `Anna Example <anna@example.org>;`
const bare = (text: string): string => {
  const line = text.trim().replace(/[,;]+$/, '')
  return (/<([^<>]*)>$/.exec(line)?.[1] ?? line).trim()
}

// A domain alone follows the same rules as the domain of an address.
export const domainSchema = z
  .string()
  .transform((text) => `x@${text.replace(/^@/, '')}`)
  .pipe(emailAddressSchema)
  .transform((address) => address.slice('x@'.length))

/** An entry normalised: lower case, the domain in ASCII (IDN as A-labels). */
export const entrySchema = z
  .string()
  .max(400)
  .transform((text, ctx): string => {
    const written = bare(text)
    const address = written.lastIndexOf('@') > 0
    const parsed = (address ? emailAddressSchema : domainSchema).safeParse(written)
    if (parsed.success) return emailKey(parsed.data)
    ctx.addIssue({ code: 'custom', message: address ? 'email' : 'domain' })
    return z.NEVER
  })
  .describe('An address, or a domain that stands for every address in it')

/** The entries that admit an address: itself and its domain. */
export const admittingEntries = (email: string): readonly [address: string, domain: string] => {
  const address = emailKey(email)
  return [address, address.slice(address.lastIndexOf('@') + 1)]
}

/** An entry as it is stored. */
export const listEntrySchema = z.object({
  entry: z.string(),
  addedAt: instantSchema,
  /** When the mail with its personal link became owed, on an event's list. */
  invitedAt: instantSchema.optional(),
})
export type ListEntry = z.infer<typeof listEntrySchema>

/** A line that is not a valid entry: its line number from 1, and what is wrong. */
export interface RefusedEntry {
  readonly line: number
  readonly text: string
  readonly code: 'email' | 'domain'
}

/** The maximum number of lines per request. */
export const mostLines = 5000

const longestShown = 120

/** Reads submitted lines: the entries without duplicates, and what is not one. Empty lines are counted. */
export const readEntries = (
  lines: readonly string[],
): { readonly entries: readonly string[]; readonly refused: readonly RefusedEntry[] } => {
  const entries = new Set<string>()
  const refused: RefusedEntry[] = []
  for (const [index, text] of lines.entries()) {
    if (text.trim() === '') continue
    const parsed = entrySchema.safeParse(text)
    if (parsed.success) entries.add(parsed.data)
    else
      refused.push({
        line: index + 1,
        text: text.trim().slice(0, longestShown),
        code: isAddress(text.trim().slice(1)) ? 'email' : 'domain',
      })
  }
  return { entries: [...entries], refused }
}

/** A search term for a list, normalised: an address as stored, or the beginning of a domain. */
export const searchOf = (text: string): string => {
  const parsed = entrySchema.safeParse(text)
  return parsed.success ? parsed.data : text.trim().toLowerCase().replace(/^@/, '')
}

export const invitedKeptDays = 90

/** How long the list of people invited to an event is kept: long enough to tell someone why they got a mail. */
export const invitedKeptUntil = ({ endsAt }: { readonly endsAt: Instant }): Instant =>
  new Date(Date.parse(endsAt) + invitedKeptDays * 86_400_000).toISOString()
