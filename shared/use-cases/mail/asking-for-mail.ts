import { emailKey } from '../../domain/basics/email-address.ts'
import type { Language } from '../../domain/basics/language.ts'
import type { Instant } from '../../domain/basics/wall-time.ts'
import type { Ask } from '../../domain/mail/asked-mail.ts'
import type { Asks } from '../../store/asks.ts'
import type { Keys } from '../../store/secret-keys.ts'
import { personHash } from '../../tokens/registration-tokens.ts'
import type { createTurns } from '../registration/rating.ts'

interface Asked {
  readonly now: Instant
  readonly language: Language
  /** The networks that the request came from. */
  readonly networks: { readonly own: string; readonly wide: string }
}

/**
 * Records that a mail was requested by address: the same work for every address. Whether there is one to send is decided elsewhere.
 * `turnOf` tells how far beyond usual numbers a request is, where requests are rated.
 */
export const createAsking =
  ({ asks, keys }: { asks: Asks; keys: Keys }, turnOf: ReturnType<typeof createTurns> = async () => 0) =>
  async (what: Pick<Ask, 'asks' | 'email' | 'slug' | 'hold'>, { now, language, networks }: Asked): Promise<void> => {
    const person = personHash(await keys.links(), emailKey(what.email))
    const turn = await turnOf({ now, networks, emails: [what.email] })
    await asks.put({ ...what, person, language, askedAt: now, turn })
  }
