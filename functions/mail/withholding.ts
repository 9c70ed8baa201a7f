import { emailKey } from '../../shared/domain/email-address.ts'
import { messageTraits } from '../../shared/domain/message-traits.ts'
import type { OutboxMessage } from '../../shared/domain/outbox-message.ts'
import { withheldFrom } from '../../shared/domain/suppression.ts'
import type { Instant } from '../../shared/domain/wall-time.ts'
import type { Keys } from '../../shared/store/keys.ts'
import type { OptionalMail } from '../../shared/store/optional-mail.ts'
import type { Outbox } from '../../shared/store/outbox.ts'
import type { Suppressions } from '../../shared/store/suppressions.ts'
import { personHash } from '../../shared/web/links.ts'
import { logger } from '../../shared/web/logger.ts'

interface Asked {
  readonly suppressions: Suppressions
  readonly optionalMail: OptionalMail
  readonly outbox: Outbox
  readonly keys: Keys
}

/**
 * Holds a claimed message back if it must not go out to its address; true when that is done.
 * Because mails of its kind do not arrive there: it is noted with the address, to be owed again when an organiser lifts that;
 * lifted in between, it goes out. Or because the address does without optional mails, which ends it.
 */
export const createWithholding =
  ({ suppressions, optionalMail, outbox, keys }: Asked) =>
  async (message: OutboxMessage, now: Instant): Promise<boolean> => {
    const person = personHash(await keys.links(), emailKey(message.recipient.email))
    if (messageTraits[message.kind].optional && !(await optionalMail.isWanted(person))) {
      await outbox.mark(message, 'supersede', now, { fault: 'unsubscribed' })
      logger.info('mail withheld', { code: 'mail-withheld', outbox: message.id, reason: 'unsubscribed' })
      return true
    }
    const reason = withheldFrom(await suppressions.get(person), message.kind)
    if (reason === undefined || !(await suppressions.hold(person, message.id))) return false
    await outbox.mark(message, 'fail', now, { fault: 'suppressed' })
    logger.info('mail withheld', { code: 'mail-withheld', outbox: message.id, reason })
    return true
  }
export type Withhold = ReturnType<typeof createWithholding>
