import { createHmac, timingSafeEqual } from 'node:crypto'
import { type LinkKeys, openedBy } from './link-keys.ts'
import type { SecretKey } from './secret-key.ts'

/** The registration and round that a link speaks for. */
export interface LinkSubject {
  readonly id: string
  readonly round: number
}

type Purpose = 'registration' | 'feedback' | 'unsubscribe'

// 128 bits cannot be guessed and keep links short enough for plain-text mails.
const macBytes = 16

const mac = (key: SecretKey, ...parts: readonly string[]): string =>
  createHmac('sha256', key).update(parts.join('\n')).digest().subarray(0, macBytes).toString('base64url')

// Compared as text: several texts decode to the same bytes, and only the one issued is ours.
const same = (expected: string, given: string): boolean =>
  given.length === expected.length && timingSafeEqual(Buffer.from(expected), Buffer.from(given))

const token = ({ signing }: LinkKeys, purpose: Purpose, { id, round }: LinkSubject): string =>
  `${id}.${round}.${mac(signing, purpose, id, String(round))}`

const subject = (keys: LinkKeys, purpose: Purpose, text: string): LinkSubject | undefined => {
  const match = /^([\w-]{22})\.([1-9]\d{0,5})\.([\w-]{22})$/.exec(text)
  const [, id, round, given] = match ?? []
  if (id === undefined || round === undefined || given === undefined) return undefined
  return openedBy(keys, (key) => (same(mac(key, purpose, id, round), given) ? { id, round: Number(round) } : undefined))
}

/** The id of an address's registration for an event: always the same, without revealing the address. */
export const registrationId = (keys: LinkKeys, slug: string, emailKey: string): string => mac(keys.ids, 'registration-id', slug, emailKey)

/** The id of an address's speaker at an event: always the same, without revealing the address. `slug` is where its speakers are kept. */
export const speakerId = (keys: LinkKeys, slug: string, emailKey: string): string => mac(keys.ids, 'speaker-id', slug, emailKey)

/** A stand-in for an address without a registration: always the same, without revealing the address. */
export const personHash = (keys: LinkKeys, emailKey: string): string => mac(keys.ids, 'person', emailKey)

/** The tag of a network that registrations for an event come from: 48 bits in hexadecimal, which do not reveal the network. */
export const sourceTag = (keys: LinkKeys, slug: string, network: string): string =>
  createHmac('sha256', keys.ids).update(['source', slug, network].join('\n')).digest('hex').slice(0, 12)

/** What stands for a network, mailbox or organisation in the counts of requests, without revealing it. */
export const rateTag = (keys: LinkKeys, kind: string, of: string): string => mac(keys.ids, 'rate', kind, of)

const sorted = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value

/** What stands for the content of a request, without revealing it: the same for the same content, in whatever order it came. */
export const contentTag = (keys: LinkKeys, content: unknown): string => mac(keys.ids, 'content', JSON.stringify(content, sorted))

/** What stands for the key that a client gave to a request about an event, without revealing it. */
export const requestTag = (keys: LinkKeys, slug: string, requestKey: string): string => mac(keys.ids, 'request', slug, requestKey)

/** The token of a registration's personal link. */
export const registrationToken = (keys: LinkKeys, of: LinkSubject): string => token(keys, 'registration', of)

/** The registration that a personal link speaks for; undefined for a token that is not ours. */
export const registrationSubject = (keys: LinkKeys, text: string): LinkSubject | undefined => subject(keys, 'registration', text)

/** The token of a survey link; it opens nothing else. */
export const feedbackToken = (keys: LinkKeys, of: LinkSubject): string => token(keys, 'feedback', of)

/** The registration that a survey link speaks for; undefined for a token that is not ours. */
export const feedbackSubject = (keys: LinkKeys, text: string): LinkSubject | undefined => subject(keys, 'feedback', text)

/** The token that unsubscribes an address from optional mails; it opens nothing else. */
export const unsubscribeToken = (keys: LinkKeys, person: string): string => token(keys, 'unsubscribe', { id: person, round: 1 })

/** The address (`personHash`) that an unsubscribe link speaks for; undefined for a token that is not ours. */
export const unsubscribeSubject = (keys: LinkKeys, text: string): string | undefined => subject(keys, 'unsubscribe', text)?.id

/** The key in the link to places kept for a group at an event. */
export const holdKey = (keys: LinkKeys, slug: string, hold: string): string => `${hold}.${mac(keys.signing, 'hold', slug, hold)}`

/** The group that a key belongs to; undefined for a key that is not ours. */
export const holdSubject = (keys: LinkKeys, slug: string, text: string): string | undefined => {
  const [hold = '', given = ''] = text.split('.')
  return openedBy(keys, (key) => (same(mac(key, 'hold', slug, hold), given) ? hold : undefined))
}
