import * as z from 'zod'
import { emailAddressSchema, emailKey } from '../basics/email-address.ts'
import { type Instant, instantSchema } from '../basics/wall-time.ts'

/**
 * Lists of people by their addresses: the members of the network, and the people invited to an event.
 * An entry is an address (`anna@example.org`) or a domain (`example.org`), which stands for every address in it,
 * not for those in its subdomains: `police.example.org` is an entry of its own.
 */
export const isAddress = (entry: string): boolean => entry.includes('@')

// What a mail program copies of a recipient: `Anna Example <anna@example.org>;`
const bare = (text: string): string => {
  const line = text.trim().replace(/[,;]+$/, '')
  return (/<([^<>]*)>$/.exec(line)?.[1] ?? line).trim()
}

// Everything that holds for the domain of an address holds for a domain alone.
export const domainSchema = z
  .string()
  .transform((text) => `x@${text.replace(/^@/, '')}`)
  .pipe(emailAddressSchema)
  .transform((address) => address.slice('x@'.length))

/** An entry as somebody writes it, made uniform: small letters, the domain in ASCII (IDN as A-labels). */
export const entrySchema = z
  .string()
  .max(1000)
  .transform((text, ctx): string => {
    const written = bare(text)
    const address = written.lastIndexOf('@') > 0
    const parsed = (address ? emailAddressSchema : domainSchema).safeParse(written)
    if (parsed.success) return emailKey(parsed.data)
    ctx.addIssue({ code: 'custom', message: address ? 'email' : 'domain' })
    return z.NEVER
  })
  .describe('An address, or a domain that stands for every address in it')

/** The entries that an address is admitted by: itself and its domain. */
export const admittingEntries = (email: string): readonly [address: string, domain: string] => {
  const address = emailKey(email)
  return [address, address.slice(address.lastIndexOf('@') + 1)]
}

/** An entry as it is stored. */
export const listEntrySchema = z.object({
  entry: z.string(),
  addedAt: instantSchema,
  /** When its mail with the personal link became owed, on the list of an event. */
  invitedAt: instantSchema.optional(),
})
export type ListEntry = z.infer<typeof listEntrySchema>

/** Something that was to be an entry and cannot be: where it stood, from 1, and what is wrong. */
export interface RefusedEntry {
  readonly line: number
  readonly text: string
  readonly code: 'email' | 'domain'
}

/** How many lines are taken at once. */
export const mostLines = 5000

const longestShown = 120

/** What there is in lines that were sent: the entries, each once, and what is none. Empty lines count as lines. */
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

/** What a list is searched for, as somebody writes it: an address as it is stored, or the beginning of a domain. */
export const searchOf = (text: string): string => {
  const parsed = entrySchema.safeParse(text)
  return parsed.success ? parsed.data : text.trim().toLowerCase().replace(/^@/, '')
}

export const invitedKeptDays = 90

/** Until when the list of the people invited to an event is kept: long enough to answer who asks why a mail came. */
export const invitedKeptUntil = ({ endsAt }: { readonly endsAt: Instant }): Instant =>
  new Date(Date.parse(endsAt) + invitedKeptDays * 86_400_000).toISOString()
