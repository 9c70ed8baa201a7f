import { emailKey } from '../../shared/domain/email-address.ts'
import type { OutboxMessage } from '../../shared/domain/outbox-message.ts'
import { withheldFrom } from '../../shared/domain/suppression.ts'
import type { Keys } from '../../shared/store/keys.ts'
import type { Outbox } from '../../shared/store/outbox.ts'
import type { Suppressions } from '../../shared/store/suppressions.ts'
import { personHash } from '../../shared/web/links.ts'
import { logger } from '../../shared/web/logger.ts'

/**
 * Holds a claimed message back if mails of its kind must not go out to its address; true when that is done.
 * The message is noted with the address, to be owed again when an organiser lifts that; lifted in between, it goes out.
 */
export const createWithholding =
  ({ suppressions, outbox, keys }: { suppressions: Suppressions; outbox: Outbox; keys: Keys }) =>
  async (message: OutboxMessage): Promise<boolean> => {
    const person = personHash(await keys.links(), emailKey(message.recipient.email))
    const reason = withheldFrom(await suppressions.get(person), message.kind)
    if (reason === undefined || !(await suppressions.hold(person, message.id))) return false
    await outbox.mark(message, 'fail', { fault: 'suppressed' })
    logger.info('mail withheld', { code: 'mail-withheld', outbox: message.id, reason })
    return true
  }
export type Withhold = ReturnType<typeof createWithholding>
