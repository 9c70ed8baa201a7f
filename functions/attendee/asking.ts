import type { Ask } from '../../shared/domain/ask.ts'
import { emailKey } from '../../shared/domain/email-address.ts'
import type { Language } from '../../shared/domain/language.ts'
import type { Instant } from '../../shared/domain/wall-time.ts'
import type { Asks } from '../../shared/store/asks.ts'
import type { Keys } from '../../shared/store/keys.ts'
import { personHash } from '../../shared/web/links.ts'

/** Notes that a mail was asked for by an address: the same work for every address. Whether there is one to send is found out elsewhere. */
export const createAsking =
  ({ asks, keys }: { asks: Asks; keys: Keys }) =>
  async (what: Pick<Ask, 'asks' | 'email' | 'slug' | 'hold'>, { now, language }: { now: Instant; language: Language }): Promise<void> => {
    const person = personHash(await keys.links(), emailKey(what.email))
    await asks.put({ ...what, person, language, askedAt: now })
  }
