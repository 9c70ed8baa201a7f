import type { Instant } from './wall-time.ts'

/*
 * What strangers may ask for, by what their requests have in common. Normal use meets none of it: an office of forty behind one
 * address, a person who registers for ten events, a group of ten, an organisation that sends two hundred people.
 */

interface Limit {
  readonly every: 'hour' | 'day'
  /** Requests without further ado. */
  readonly free: number
  /** Requests that a solved proof of work makes as good as free ones; beyond that, an address has to be confirmed before it gets a place. */
  readonly proof: number
  /** Requests altogether; further ones are refused until the hour or day is over. */
  readonly most: number
  /** How many an environment counts before it tells the others. */
  readonly alone: number
}

/**
 * - `network`, `wide-network`: the two networks that the client's address belongs to
 * - `mailbox`: the mailbox that would get the mail, however its address is written
 * - `organisation`: the domain of the address, at one event
 * - `mails`: mails to a mailbox that anybody can cause who knows its address
 * - `newcomers`: links sent to addresses that only their domain admits
 * - `letters`: mails from one sender that are kept for organisers to read; further ones are dropped
 */
export const rateLimits = {
  network: { every: 'hour', free: 60, proof: 300, most: 600, alone: 5 },
  'wide-network': { every: 'hour', free: 240, proof: 1_200, most: 2_400, alone: 5 },
  mailbox: { every: 'hour', free: 20, proof: 30, most: 40, alone: 5 },
  organisation: { every: 'hour', free: 300, proof: 1_500, most: 3_000, alone: 5 },
  mails: { every: 'day', free: 20, proof: 20, most: 20, alone: 1 },
  newcomers: { every: 'day', free: 20, proof: 20, most: 20, alone: 1 },
  letters: { every: 'day', free: 20, proof: 20, most: 20, alone: 1 },
} as const satisfies Record<string, Limit>
export type RateKind = keyof typeof rateLimits

/** The hour or day of an instant in which requests are counted together, as `2026-11-30T09` or `2026-11-30`. */
export const windowOf = (kind: RateKind, now: Instant): string => now.slice(0, rateLimits[kind].every === 'hour' ? 13 : 10)

const windowMs = { hour: 3_600_000, day: 86_400_000 } as const

/** When the count of a window can go, in epoch seconds: a whole window after its end. */
export const windowExpiry = (kind: RateKind, now: Instant): number =>
  Math.ceil((Date.parse(now) + 2 * windowMs[rateLimits[kind].every]) / 1000)

/** How a request is treated: `free`, only with a `proof` of work, only after its address is confirmed (`confirm`), or `refused` for now. */
export type Rating = 'free' | 'proof' | 'confirm' | 'refused'

/** How the request is treated that makes it `count` in this hour or day. */
export const ratingOf = (kind: RateKind, count: number): Rating => {
  const { free, proof, most } = rateLimits[kind]
  if (count <= free) return 'free'
  if (count <= proof) return 'proof'
  return count <= most ? 'confirm' : 'refused'
}

const severity: readonly Rating[] = ['free', 'proof', 'confirm', 'refused']

/** The strictest of several. */
export const strictest = (ratings: readonly Rating[]): Rating => severity.findLast((each) => ratings.includes(each)) ?? 'free'

// They only matter while more is waiting than SES takes; otherwise even an office of forty that comes at once does not wait.
const usual = { network: 10, 'wide-network': 40, organisation: 100 } as const satisfies Partial<Record<RateKind, number>>
export type TurnKind = keyof typeof usual

/** How far the request that makes it `count` is beyond usual numbers: then its mail waits for those of other strangers, if any wait. */
export const beyondUsual = (kind: TurnKind, count: number): number => Math.max(0, count - usual[kind])

/** The mailbox of an address: in lower case and without a plus tag, of which one mailbox has as many as it likes. */
export const mailboxOf = (address: string): string => address.toLowerCase().replace(/\+[^@]*@/, '@')
