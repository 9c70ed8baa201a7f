import type { Logger } from '@aws-lambda-powertools/logger'
import { sendOrSupersede } from '../../shared/domain/invitation.ts'
import type { OutboxMessage } from '../../shared/domain/outbox-message.ts'
import { mailOf } from '../../shared/mail/mails.ts'
import { mime } from '../../shared/mail/mime.ts'
import type { Mailer, Sending } from '../../shared/mail/send.ts'
import type { Keys, SecretKey } from '../../shared/store/keys.ts'
import type { Outbox } from '../../shared/store/outbox.ts'
import { mailLinks } from '../../shared/web/links.ts'
import type { OwedMessage } from './owed-messages.ts'

export interface Delivery {
  readonly outbox: Outbox
  readonly keys: Keys
  readonly mailer: Mailer
  readonly siteUrl: string
  readonly logger: Logger
}

/** What each outcome of sending makes of the message, and the code under which it is logged. */
const consequences = {
  sent: { transition: 'sent', code: 'MAIL_SENT', level: 'info' },
  throttled: { transition: 'giveBack', code: 'MAIL_THROTTLED', level: 'warn' },
  parked: { transition: 'giveBack', code: 'MAIL_PARKED', level: 'error' },
  rejected: { transition: 'fail', code: 'MAIL_REJECTED', level: 'error' },
  unknown: { transition: 'lose', code: 'MAIL_UNKNOWN', level: 'error' },
} as const satisfies Record<Sending['outcome'], unknown>

const errorName = (fault: unknown): string => (fault instanceof Error ? fault.name : 'NoError')

/** Renders and sends. A message that cannot be rendered is refused like one that SES refuses: trying again would not help. */
const attempt = async ({ mailer, siteUrl }: Delivery, key: SecretKey, message: OutboxMessage): Promise<Sending> => {
  let raw: Buffer
  try {
    const links = mailLinks(siteUrl, key, { id: message.registrationId, round: message.round }, message.event.slug)
    raw = await mime(message, await mailOf(message, links))
  } catch (fault) {
    return { outcome: 'rejected', fault: `Rendering${errorName(fault)}` }
  }
  return mailer.sendRaw({ id: message.id, recipient: message.recipient.email, raw })
}

/**
 * Sends one owed message: claims it, drops it when its news is old, renders, sends, and marks how it ended.
 * `again` asks for the stream record to be delivered once more; a message that somebody else claimed is `done`.
 */
export const deliver = async (delivery: Delivery, owed: OwedMessage): Promise<'done' | 'again'> => {
  const { outbox, keys, logger } = delivery
  const key = await keys.links()
  const claimed = await outbox.claim(owed, new Date().toISOString())
  if (claimed === undefined) return 'done'
  const { message, registration } = claimed
  if (sendOrSupersede(message, registration) === 'supersede') {
    await outbox.mark(message, 'supersede')
    logger.info('MAIL_SUPERSEDED', { outbox: message.id })
    return 'done'
  }
  const sending = await attempt(delivery, key, message)
  const { transition, code, level } = consequences[sending.outcome]
  const details = sending.outcome === 'sent' ? { sesMessageId: sending.sesMessageId } : { fault: sending.fault }
  await outbox.mark(message, transition, details)
  logger[level](code, { outbox: message.id, ...details })
  return sending.outcome === 'throttled' ? 'again' : 'done'
}
