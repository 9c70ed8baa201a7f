import { beyondUsual, mailboxOf, type RateKind, type Rating, ratingOf, strictest, type TurnKind } from '../../domain/basics/rate-limits.ts'
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
  /** Whether it was counted before: a request that is sent again with a solution. */
  readonly isCounted?: boolean
}

const domainOf = (email: string): string => email.slice(email.lastIndexOf('@') + 1).toLowerCase()

/** Counts a stranger's request by all that it has in common with others, and tells how it is to be treated. */
export const createRating =
  ({ rates, keys }: { rates: Rates; keys: Keys }) =>
  async ({ now, networks, emails, slug, isCounted = false }: Rated): Promise<Rating> => {
    const key = await keys.links()
    const rate = async (kind: RateKind, of: string, requests: number): Promise<Rating> =>
      ratingOf(kind, await rates.count(kind, rateTag(key, kind, of), isCounted ? 0 : requests, now))
    const domains = Map.groupBy(emails, domainOf)
    return strictest(
      await Promise.all([
        rate('network', networks.own, emails.length),
        rate('wide-network', networks.wide, emails.length),
        ...emails.map((email) => rate('mailbox', mailboxOf(email), 1)),
        ...(slug === undefined ? [] : [...domains].map(([domain, of]) => rate('organisation', `${slug} ${domain}`, of.length))),
      ]),
    )
  }

/**
 * Tells how far a stranger's request, which was rated just before, is beyond usual numbers: by network, and at an event by the address's
 * domain. It counts nothing, and asks nobody: the environment that rated the request knows.
 */
export const createTurns =
  ({ rates, keys }: { rates: Rates; keys: Keys }) =>
  async ({ now, networks, emails, slug }: Rated): Promise<number> => {
    const key = await keys.links()
    const beyond = async (kind: TurnKind, of: string): Promise<number> =>
      beyondUsual(kind, await rates.count(kind, rateTag(key, kind, of), 0, now))
    const domains = new Set(emails.map(domainOf))
    return Math.max(
      ...(await Promise.all([
        beyond('network', networks.own),
        beyond('wide-network', networks.wide),
        ...(slug === undefined ? [] : [...domains].map((domain) => beyond('organisation', `${slug} ${domain}`))),
      ])),
    )
  }

/** The longest that somebody refused has to wait, in seconds. */
export const rateSeconds = 3_600
