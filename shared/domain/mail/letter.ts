import * as z from 'zod'
import { asLine, asLines } from '../basics/text.ts'
import { type Instant, instantSchema } from '../basics/wall-time.ts'
import type { Event } from '../event/event.ts'

/**
 * Mails that no machine can process as answers, kept for a person to read.
 * - `letter`: somebody wrote, on its own or along with an answer
 * - `counter`: a calendar proposes another time (COUNTER, RFC 5546 §3.2.7)
 * - `tnef`: what somebody wrote is in a winmail.dat, which only Outlook opens
 * - `unreadable`: not a readable mail; the bytes are kept
 */
const letterKinds = ['letter', 'counter', 'tnef', 'unreadable'] as const

/** `open` until an organiser marks it as dealt with. */
export const letterStates = ['open', 'dealt-with'] as const
export type LetterState = (typeof letterStates)[number]

/** How much of the text is kept, in characters. The mail itself has all of it. */
export const mostText = 2000

/** Another time for an event, as proposed by a calendar. */
const proposedTimeSchema = z.object({ start: instantSchema, end: instantSchema.optional() })
export type ProposedTime = z.infer<typeof proposedTimeSchema>

/** What somebody wrote, cleaned; `cut` if the mail has more. */
const writtenSchema = z.object({
  name: z.string().optional(),
  subject: z.string().optional(),
  text: z.string().optional(),
  cut: z.literal(true).optional(),
})
export type Written = z.infer<typeof writtenSchema>

/** A mail waiting for its event's organiser, or for administrators if it belongs to no event. Its words come from strangers. */
export const letterSchema = writtenSchema.extend({
  /** `personHash` of the sender's address and SES's message id, joined by a dot. */
  id: z.string(),
  kind: z.enum(letterKinds),
  receivedAt: instantSchema,
  /** The event it is about, if that can be told. */
  slug: z.string().optional(),
  /** The address in From, verbatim. */
  address: z.string().optional(),
  /** Set unless SES found that the sender's domain vouches for the mail (DMARC). */
  doubted: z.literal(true).optional(),
  /** The sender's registration for the event; `otherAddress` if it was made with another address. */
  registration: z.object({ id: z.string(), otherAddress: z.literal(true).optional() }).optional(),
  proposed: proposedTimeSchema.optional(),
  /** Key of the mail in the mail bucket. */
  mail: z.string(),
  /** Who dealt with it, and when. */
  dealtWith: z.object({ at: instantSchema, by: z.string() }).optional(),
})
export type Letter = z.infer<typeof letterSchema>

/** How many letters one request deals with. */
export const mostDealtWith = 200

export const stateOf = ({ dealtWith }: Pick<Letter, 'dealtWith'>): LetterState => (dealtWith === undefined ? 'open' : 'dealt-with')

// Enough for what is kept, however much of it is white space.
const mostRead = 20 * mostText

const orNothing = (text: string): string | undefined => (text === '' ? undefined : text)

/** What is kept of somebody's words. */
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

/** The arrival time of the newest letters no longer kept; these and older ones are deleted with their mails. */
export const lettersUntil = (now: Instant): Instant => new Date(Date.parse(now) - keptDays * 86_400_000).toISOString()

/** When a letter expires, in epoch seconds, as DynamoDB's time to live requires. */
export const letterExpiresAt = (receivedAt: Instant): number => Math.ceil(Date.parse(receivedAt) / 1000) + keptDays * 86_400

type Titled = Pick<Event, 'slug' | 'title'>

const theOnly = <Value>(values: readonly Value[]): Value | undefined => (values.length === 1 ? values[0] : undefined)

const plain = (text: string): string => asLine(text, 1000).toLowerCase()

/** Whether a text contains these words as whole words. */
const holds = (text: string, words: string): boolean => {
  const at = text.indexOf(words)
  return at >= 0 && ![text.charAt(at - 1), text.charAt(at + words.length)].some((beside) => /[\p{L}\p{N}]/u.test(beside))
}

/** The one event that a subject names; where one title contains another, the longest counts. */
const named = <Named extends Titled>(subject: string, events: readonly Named[]): Named | undefined => {
  const found = events.filter(({ title }) => holds(plain(subject), plain(title)))
  const longest = Math.max(...found.map(({ title }) => title.length))
  return theOnly(found.filter(({ title }) => title.length === longest))
}

/**
 * The event that a letter without an invitation is about: the writer's own event named in the subject, the writer's only
 * event, or any event named in the subject. If there is none it is left open rather than guessed.
 */
export const eventMeant = <Meant extends Titled>(
  subject: string,
  { own, all }: { readonly own: readonly Meant[]; readonly all: readonly Meant[] },
): Meant | undefined => named(subject, own) ?? theOnly(own) ?? named(subject, all)

/** How long a received mail is kept, in days. */
export const keptDays = 30

/** The format of a place in a list, as given by pages. */
export const letterPlace = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z#.{1,300}$/
