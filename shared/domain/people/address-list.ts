import * as z from 'zod'
import { emailAddressSchema, emailKey } from '../basics/email-address.ts'
import { type Instant, instantSchema } from '../basics/wall-time.ts'

/**
 * Lists of people by their addresses: the members of the network, and the people invited to an event.
 * An entry is an address (`anna@example.org`) or a domain (`example.org`), which covers every address in it
 * but none in its subdomains: `police.example.org` is a separate entry.
 */
export const isAddress = (entry: string): boolean => entry.includes('@')

// A domain alone follows the same rules as the domain of an address.
export const domainSchema = z
  .string()
  .transform((text) => `x@${text.replace(/^@/, '')}`)
  .pipe(emailAddressSchema)
  .transform((address) => address.slice('x@'.length))

type Read = { readonly entry: string } | { readonly text: string; readonly code: 'email' | 'domain' }

const readOne = (text: string, written = text): Read => {
  const code = isAddress(written.slice(1)) ? 'email' : 'domain'
  const parsed = (code === 'email' ? emailAddressSchema : domainSchema).safeParse(written.slice(0, 400))
  return parsed.success ? { entry: emailKey(parsed.data) } : { text, code }
}

/** `Anna Example <anna@example.org>`, unless what looks like the name could be an entry too, which would be lost. */
const readNamed = (text: string, name: string, address: string): Read => {
  const plain = name.replaceAll(/["']/g, '').trim()
  const another =
    plain.includes('@') ||
    (!name.includes('"') &&
      name
        .split(',')
        .slice(0, -1)
        .some((part) => domainSchema.safeParse(part.trim()).success))
  return another && plain.toLowerCase() !== address.toLowerCase() ? { text, code: 'email' } : readOne(text, address)
}

const readPart = (part: string): readonly Read[] => {
  const text = part.trim()
  const [, name, address] = /^([^<>]*)<([^<>]*)>$/.exec(text) ?? []
  if (name !== undefined && address !== undefined) return [readNamed(text, name, address.trim())]
  return text
    .split(',')
    .map((each) => each.trim())
    .flatMap((each) => (each.split(/\s+/).every(isAddress) ? each.split(/\s+/) : [each]))
    .filter((each) => each !== '')
    .map((each) => readOne(each))
}

// Quoted names (bounded, as unclosed ones would be searched for again and again), addresses in angle brackets, separators, other text.
const tokens = /"(?:[^"\\]|\\.){0,200}"|<[^<>]*>|[,;\t]|[^",;\t<>]+|["<>]/g

/**
 * The recipients in a line as mail programs and spreadsheets copy them: `Anna Example <anna@example.org>; <ben@example.org>`.
 * A comma after a text without an @ belongs to a name: `Example, Anna <anna@example.org>`. Libraries for address fields drop what
 * they cannot read; here every part is either an entry or comes back.
 */
const readLine = (line: string): readonly Read[] => {
  const parts = ['']
  let address = false
  for (const [token] of line.replaceAll(/\bmailto:/gi, '').matchAll(tokens)) {
    const last = parts.pop() ?? ''
    address ||= isAddress(token)
    const bracketed = token.length > 1 && token.startsWith('<')
    const ends = token === ';' || token === '\t' || (token === ',' && address)
    if (ends || bracketed) address = false
    if (ends) parts.push(last, '')
    else if (bracketed) parts.push(last + token, '')
    else parts.push(last + token)
  }
  return parts.flatMap(readPart)
}

/** An entry normalised: lower case, the domain in ASCII (IDN as A-labels). */
export const entrySchema = z
  .string()
  .max(400)
  .transform((text, ctx): string => {
    const [read, ...more] = readLine(text)
    if (read !== undefined && 'entry' in read && more.length === 0) return read.entry
    ctx.addIssue({ code: 'custom', message: isAddress(text) ? 'email' : 'domain' })
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

/** A part of a line that is not a valid entry: its line number from 1, and what is wrong. */
export interface RefusedEntry {
  readonly line: number
  readonly text: string
  readonly code: 'email' | 'domain'
}

/** The maximum number of lines, and of entries in them, per request. */
export const mostLines = 5000

const longestShown = 120

/** Reads submitted lines: the entries without duplicates, and every part that is not one. Empty lines are counted. */
export const readEntries = (
  lines: readonly string[],
): { readonly entries: readonly string[]; readonly refused: readonly RefusedEntry[] } => {
  const entries = new Set<string>()
  const refused: RefusedEntry[] = []
  for (const [index, line] of lines.entries()) {
    for (const read of readLine(line)) {
      if ('entry' in read) entries.add(read.entry)
      else refused.push({ line: index + 1, text: read.text.slice(0, longestShown), code: read.code })
    }
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
