import { emailKey } from '../../../shared/domain/basics/email-address.ts'
import { mailboxOf, ratingOf } from '../../../shared/domain/basics/rate-limits.ts'
import type { Instant } from '../../../shared/domain/basics/wall-time.ts'
import { messageTraits } from '../../../shared/domain/mail/message-traits.ts'
import type { OutboxMessage } from '../../../shared/domain/mail/outbox-message.ts'
import { withheldFrom } from '../../../shared/domain/mail/suppression.ts'
import { logger } from '../../../shared/runtime/logger.ts'
import type { Asks } from '../../../shared/store/asks.ts'
import type { OptionalMail } from '../../../shared/store/optional-mail.ts'
import type { Outbox } from '../../../shared/store/outbox.ts'
import type { Rates } from '../../../shared/store/rates.ts'
import type { Keys } from '../../../shared/store/secret-keys.ts'
import type { Suppressions } from '../../../shared/store/suppressions.ts'
import { personHash, rateTag } from '../../../shared/tokens/registration-tokens.ts'

interface Asked {
  readonly suppressions: Suppressions
  readonly optionalMail: OptionalMail
  readonly outbox: Outbox
  readonly keys: Keys
  readonly rates: Rates
  readonly asks: Pick<Asks, 'putLater'>
}

const hourMs = 3_600_000

/**
 * Withholds claimed messages that must not go to their addresses, and returns the others.
 * If mails of its kind do not arrive there, it is recorded with the address, to be owed again when an organiser lifts the suppression;
 * if that has just been lifted, it is sent. If the address has opted out of optional mails, that ends it. If strangers caused too many
 * for its mailbox today, one mail an hour later stands for the rest.
 */
export const createWithholding = ({ suppressions, optionalMail, outbox, keys, rates, asks }: Asked) => {
  const end = async (message: OutboxMessage, how: 'fail' | 'supersede', now: Instant, fault: string, reason: string): Promise<void> => {
    await outbox.mark(message, how, now, { fault })
    logger.info('mail withheld', { code: 'mail-withheld', outbox: message.id, reason })
  }

  return async (messages: readonly OutboxMessage[], now: Instant): Promise<readonly OutboxMessage[]> => {
    const key = await keys.links()
    const personOf = ({ recipient }: OutboxMessage): string => personHash(key, emailKey(recipient.email))
    const optional = messages.filter(({ kind }) => messageTraits[kind].optional)
    const [unwanted, suppressed] = await Promise.all([
      optionalMail.unwantedBy(optional.map(personOf)),
      suppressions.getMany(messages.map(personOf)),
    ])
    const areTooMany = async ({ kind, recipient, digest }: OutboxMessage): Promise<boolean> => {
      if (messageTraits[kind].byStrangers !== true || digest === true) return false
      const mails = await rates.count('mails', rateTag(key, 'mails', mailboxOf(recipient.email)), 1, now)
      return ratingOf('mails', mails) === 'refused'
    }
    const putTogether = async (message: OutboxMessage, person: string): Promise<void> => {
      const after = new Date(Date.parse(now) + hourMs).toISOString()
      const { email } = message.recipient
      await asks.putLater({ asks: 'my-links', email, person, language: message.language, askedAt: now, after, digest: true })
      await end(message, 'supersede', now, 'too-many', 'too-many')
    }
    const isHeld = async (message: OutboxMessage): Promise<boolean> => {
      const person = personOf(message)
      if (messageTraits[message.kind].optional && unwanted.has(person)) {
        await end(message, 'supersede', now, 'unsubscribed', 'unsubscribed')
        return true
      }
      const reason = withheldFrom(suppressed.get(person), message.kind)
      if (reason !== undefined && (await suppressions.hold(person, message.id))) {
        await end(message, 'fail', now, 'suppressed', reason)
        return true
      }
      if (!(await areTooMany(message))) return false
      await putTogether(message, person)
      return true
    }
    const held = await Promise.all(messages.map(isHeld))
    return messages.filter((_, index) => !held[index])
  }
}
export type Withhold = ReturnType<typeof createWithholding>
