/*
 * What strangers may ask for in an hour, by what their requests have in common. Normal use meets none of it: an office of forty
 * behind one address, a person who registers for ten events, a group of ten, an organisation that sends two hundred people.
 */

interface Limit {
  /** Requests without further ado; beyond that, an address has to be confirmed before it gets a place. */
  readonly free: number
  /** Requests altogether; further ones are refused until the hour is over. */
  readonly most: number
}

/** - `network`, `wide-network`: the two networks that the client's address belongs to
 * - `mailbox`: the mailbox that would get the mail, however its address is written
 * - `organisation`: the domain of the address, at one event
 */
export const rateLimits = {
  network: { free: 60, most: 600 },
  'wide-network': { free: 240, most: 2_400 },
  mailbox: { free: 20, most: 40 },
  organisation: { free: 300, most: 3_000 },
} as const satisfies Record<string, Limit>
export type RateKind = keyof typeof rateLimits

/** How a request is treated: `free`, only after its address is confirmed (`confirm`), or `refused` for now. */
export type Rating = 'free' | 'confirm' | 'refused'

/** How the request is treated that makes it `count` in this hour. */
export const ratingOf = (kind: RateKind, count: number): Rating => {
  const { free, most } = rateLimits[kind]
  if (count <= free) return 'free'
  return count <= most ? 'confirm' : 'refused'
}

const severity: readonly Rating[] = ['free', 'confirm', 'refused']

/** The strictest of several. */
export const strictest = (ratings: readonly Rating[]): Rating => severity.findLast((each) => ratings.includes(each)) ?? 'free'

/** The mailbox of an address: in lower case and without a plus tag, of which one mailbox has as many as it likes. */
export const mailboxOf = (address: string): string => address.toLowerCase().replace(/\+[^@]*@/, '@')
