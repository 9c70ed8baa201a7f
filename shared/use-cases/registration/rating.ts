import { mailboxOf, type RateKind, type Rating, ratingOf, strictest } from '../../domain/basics/rate-limits.ts'
import type { Instant } from '../../domain/basics/wall-time.ts'
import type { Rates } from '../../store/rates.ts'
import type { Keys } from '../../store/secret-keys.ts'
import { rateTag } from '../../tokens/registration-tokens.ts'

/** A stranger's request: where it comes from, and whom it concerns. */
interface Rated {
  readonly now: Instant
  readonly networks: { readonly own: string; readonly wide: string }
  /** The addresses that would be written to. */
  readonly emails: readonly string[]
  /** The event, for a registration. */
  readonly slug?: string
}

/** Counts a stranger's request by all that it has in common with others, and tells how it is to be treated. */
export const createRating =
  ({ rates, keys }: { rates: Rates; keys: Keys }) =>
  async ({ now, networks, emails, slug }: Rated): Promise<Rating> => {
    const key = await keys.links()
    const rate = async (kind: RateKind, of: string, requests: number): Promise<Rating> =>
      ratingOf(kind, await rates.count(kind, rateTag(key, kind, of), requests, now))
    const domains = Map.groupBy(emails, (email) => email.slice(email.lastIndexOf('@') + 1).toLowerCase())
    return strictest(
      await Promise.all([
        rate('network', networks.own, emails.length),
        rate('wide-network', networks.wide, emails.length),
        ...emails.map((email) => rate('mailbox', mailboxOf(email), 1)),
        ...(slug === undefined ? [] : [...domains].map(([domain, of]) => rate('organisation', `${slug} ${domain}`, of.length))),
      ]),
    )
  }

/** The longest that somebody refused has to wait, in seconds. */
export const rateSeconds = 3_600
