import * as z from 'zod'
import { asLine, asLines } from '../basics/text.ts'
import { type Instant, instantSchema } from '../basics/wall-time.ts'
import type { Event } from '../event/event.ts'

/**
 * Mails that are no answers a machine can note, and are kept for a person to read.
 * - `letter`: somebody wrote, by itself or beside an answer
 * - `counter`: a calendar proposes another time (COUNTER, RFC 5546 §3.2.7)
 * - `unreadable`: it is no mail that can be read; the bytes are kept
 */
const letterKinds = ['letter', 'counter', 'unreadable'] as const

/** `open` until an organiser marks it as dealt with. */
export const letterStates = ['open', 'dealt-with'] as const
export type LetterState = (typeof letterStates)[number]

/** What is kept of the text, in characters. The mail itself has all of it. */
export const mostText = 2000

/** Another time for an event, as a calendar proposes it. */
const proposedTimeSchema = z.object({ start: instantSchema, end: instantSchema.optional() })
export type ProposedTime = z.infer<typeof proposedTimeSchema>

/** What somebody wrote, cleaned; `cut` where the text goes on in the mail. */
const writtenSchema = z.object({
  name: z.string().optional(),
  subject: z.string().optional(),
  text: z.string().optional(),
  cut: z.literal(true).optional(),
})
export type Written = z.infer<typeof writtenSchema>

/** A mail that waits for the organiser of its event, or for any organiser where it belongs to none. Its words are by strangers. */
export const letterSchema = writtenSchema.extend({
  /** Whose and which: `personHash` of the sender's address, and SES's name of the mail, joined by a dot. */
  id: z.string(),
  kind: z.enum(letterKinds),
  receivedAt: instantSchema,
  /** The event that it is about, where that can be told. */
  slug: z.string().optional(),
  /** The address in From, as it stands there. */
  address: z.string().optional(),
  /** SES found that the sender's domain disowns the mail (DMARC). */
  doubted: z.literal(true).optional(),
  /** The registration for the event that it comes from; `otherAddress` where the sender is not the address that was registered. */
  registration: z.object({ id: z.string(), otherAddress: z.literal(true).optional() }).optional(),
  proposed: proposedTimeSchema.optional(),
  /** Key of the mail in the bucket of mails. */
  mail: z.string(),
  /** Who dealt with it, and when. */
  dealtWith: z.object({ at: instantSchema, by: z.string() }).optional(),
})
export type Letter = z.infer<typeof letterSchema>

export const stateOf = ({ dealtWith }: Pick<Letter, 'dealtWith'>): LetterState => (dealtWith === undefined ? 'open' : 'dealt-with')

// Enough for what is kept, however many blanks stand in it.
const mostRead = 20 * mostText

const orNothing = (text: string): string | undefined => (text === '' ? undefined : text)

/** What somebody wrote, as far as it is kept. */
export const written = ({ name = '', subject = '', text = '' }: { name?: string; subject?: string; text?: string }): Written => {
  const read = text.slice(0, mostRead)
  const kept = asLines(read, mostText)
  const goesOn = text.length > mostRead || asLines(read, 2 * mostText).length > kept.length
  return {
    name: orNothing(asLine(name, 200)),
    subject: orNothing(asLine(subject, 300)),
    text: orNothing(kept),
    cut: goesOn || undefined,
  }
}

/** When letters that are no longer kept came: at that instant or before. They go with their mails. */
export const lettersUntil = (now: Instant): Instant => new Date(Date.parse(now) - keptDays * 86_400_000).toISOString()

/** When a letter goes, in seconds of the epoch, as DynamoDB's time to live has it. */
export const letterExpiresAt = (receivedAt: Instant): number => Math.ceil(Date.parse(receivedAt) / 1000) + keptDays * 86_400

type Titled = Pick<Event, 'slug' | 'title'>

const theOnly = <Value>(values: readonly Value[]): Value | undefined => (values.length === 1 ? values[0] : undefined)

const plain = (text: string): string => asLine(text, 1000).toLowerCase()

/** Whether a text holds some words, not as parts of others. */
const holds = (text: string, words: string): boolean => {
  const at = text.indexOf(words)
  return at >= 0 && ![text.charAt(at - 1), text.charAt(at + words.length)].some((beside) => /[\p{L}\p{N}]/u.test(beside))
}

/** The one event that a subject names; of titles that hold each other the longest counts. */
const named = <Named extends Titled>(subject: string, events: readonly Named[]): Named | undefined => {
  const found = events.filter(({ title }) => holds(plain(subject), plain(title)))
  const longest = Math.max(...found.map(({ title }) => title.length))
  return theOnly(found.filter(({ title }) => title.length === longest))
}

/**
 * The event that a letter without an invitation in it is about: the one of the writer's own that the subject names, the only one
 * that the writer has to do with, or the one of all that the subject names. Without one it is left open rather than guessed.
 */
export const eventMeant = <Meant extends Titled>(
  subject: string,
  { own, all }: { readonly own: readonly Meant[]; readonly all: readonly Meant[] },
): Meant | undefined => named(subject, own) ?? theOnly(own) ?? named(subject, all)

/** How long a mail that came is kept, in days. */
export const keptDays = 30

/** How a place in a list is written, as pages give it. */
export const letterPlace = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z#.{1,300}$/
