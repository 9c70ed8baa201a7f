import { emailKey } from '../../domain/basics/email-address.ts'
import type { Language } from '../../domain/basics/language.ts'
import type { Instant } from '../../domain/basics/wall-time.ts'
import type { Ask } from '../../domain/mail/asked-mail.ts'
import type { Asks } from '../../store/asks.ts'
import type { Keys } from '../../store/secret-keys.ts'
import { personHash } from '../../tokens/registration-tokens.ts'

/** Records that a mail was requested by address: the same work for every address. Whether there is one to send is decided elsewhere. */
export const createAsking =
  ({ asks, keys }: { asks: Asks; keys: Keys }) =>
  async (what: Pick<Ask, 'asks' | 'email' | 'slug' | 'hold'>, { now, language }: { now: Instant; language: Language }): Promise<void> => {
    const person = personHash(await keys.links(), emailKey(what.email))
    await asks.put({ ...what, person, language, askedAt: now })
  }
