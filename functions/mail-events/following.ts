import { emailKey } from '../../shared/domain/basics/email-address.ts'
import type { MailEvent } from '../../shared/domain/mail/mail-event.ts'
import { ownerOfMessage } from '../../shared/domain/mail/suppression.ts'
import { logger } from '../../shared/runtime/logger.ts'
import type { Outbox } from '../../shared/store/outbox.ts'
import type { ReturnedMails } from '../../shared/store/returned-mails.ts'
import type { Keys } from '../../shared/store/secret-keys.ts'
import type { Suppressions } from '../../shared/store/suppressions.ts'
import { personHash } from '../../shared/tokens/registration-tokens.ts'

type Returned = Extract<MailEvent, { readonly what: 'bounced' | 'complained' }>

interface Parts {
  readonly outbox: Outbox
  readonly returned: ReturnedMails
  readonly suppressions: Suppressions
  readonly keys: Keys
}

/**
 * Acts on an SES event about a mail. Each step is a condition in the store, so events may come twice, late and
 * in any order, and about mails unknown here. `not-understood` asks for the event to be kept for a person to read.
 */
export const createFollowing = ({ outbox, returned, suppressions, keys }: Parts) => {
  const messageOf = (id: string | undefined) => {
    const registrationId = id === undefined ? undefined : ownerOfMessage(id)
    return id === undefined || registrationId === undefined ? undefined : { id, registrationId }
  }

  /** Whether the report dates from after the last lifting, for any of its addresses. */
  const withhold = async ({ what, addresses, evidence, asOf, outbox: id }: Returned): Promise<boolean> => {
    const key = await keys.links()
    // A mail that bounced is owed again once the suppression is lifted; one complained about did arrive.
    const report =
      what === 'bounced' ? ({ what: 'bounce', held: messageOf(id)?.id } as const) : ({ what: 'complaint', held: undefined } as const)
    const reported = await Promise.all(
      addresses.map((address) => suppressions.report(personHash(key, emailKey(address)), { ...report, evidence, asOf })),
    )
    return reported.includes('withheld')
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
        if (message !== undefined) await outbox.mark(message, 'sent', event.takenAt, { sesMessageId })
        break
      case 'bounced':
      case 'complained': {
        const { reason, feedbackId } = event.evidence
        const current = await withhold(event)
        // A report from before the lifting may be about a message that was sent again since.
        if (what === 'bounced' && current && message !== undefined)
          await returned.note({ ...message, sesMessageId, fault: 'bounced', at: event.evidence.at })
        logger.warn('mails withheld', { code: `mail-${what}`, outbox: id, reason, feedbackId, current })
        break
      }
      case 'rejected':
        if (message !== undefined) await returned.note({ ...message, sesMessageId, fault: 'thrown-away', at: event.takenAt })
        logger.error('mail thrown away by SES', { code: 'mail-thrown-away', outbox: id, sesMessageId })
        break
      case 'noted':
        logger.info('mail event noted', { code: 'mail-event-noted', outbox: id, why: event.why })
    }
    return 'done'
  }
}
export type Follow = ReturnType<typeof createFollowing>
