import { emailKey } from '../../shared/domain/email-address.ts'
import type { MailEvent } from '../../shared/domain/mail-event.ts'
import { ownerOfMessage } from '../../shared/domain/suppression.ts'
import type { Keys } from '../../shared/store/keys.ts'
import type { Outbox } from '../../shared/store/outbox.ts'
import type { Suppressions } from '../../shared/store/suppressions.ts'
import { personHash } from '../../shared/web/links.ts'
import { logger } from '../../shared/web/logger.ts'

type Returned = Extract<MailEvent, { readonly what: 'bounced' | 'complained' }>

/**
 * Does what follows from an event of SES about a mail. Each step is a condition in the store, so events may come twice, late and
 * in any order, and about mails that nobody here knows. `not-understood` asks for the event to be kept for a person to read.
 */
export const createFollowing = ({ outbox, suppressions, keys }: { outbox: Outbox; suppressions: Suppressions; keys: Keys }) => {
  const messageOf = (id: string | undefined) => {
    const registrationId = id === undefined ? undefined : ownerOfMessage(id)
    return id === undefined || registrationId === undefined ? undefined : { id, registrationId }
  }

  /** A mail that came back is owed again once the address is lifted; one that was complained about did arrive. */
  const withhold = async ({ what, addresses, evidence, asOf, outbox: id }: Returned): Promise<void> => {
    const key = await keys.links()
    for (const address of addresses)
      await suppressions.report(personHash(key, emailKey(address)), {
        what: what === 'bounced' ? 'bounce' : 'complaint',
        evidence,
        asOf,
        held: what === 'bounced' ? messageOf(id)?.id : undefined,
      })
  }

  return async (event: MailEvent): Promise<'done' | 'not-understood'> => {
    if (event.what === 'not-understood') {
      logger.error('mail event not understood', { code: 'mail-event-not-understood', type: event.type })
      return 'not-understood'
    }
    const { what, outbox: id, sesMessageId } = event
    const message = messageOf(id)
    switch (what) {
      case 'sent':
        if (message !== undefined) await outbox.mark(message, 'sent', { sesMessageId })
        break
      case 'bounced':
      case 'complained':
        await withhold(event)
        logger.warn('mails withheld', {
          code: `mail-${what}`,
          outbox: id,
          reason: event.evidence.reason,
          feedbackId: event.evidence.feedbackId,
        })
        break
      case 'rejected':
        logger.error('mail thrown away by SES', { code: 'mail-thrown-away', outbox: id, sesMessageId })
        break
      case 'noted':
        logger.info('mail event noted', { code: 'mail-event-noted', outbox: id, why: event.why })
    }
    return 'done'
  }
}
export type Follow = ReturnType<typeof createFollowing>
