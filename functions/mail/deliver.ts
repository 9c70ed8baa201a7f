import { sendOrSupersede } from '../../shared/domain/invitation.ts'
import type { OutboxMessage } from '../../shared/domain/outbox-message.ts'
import { mailOf } from '../../shared/mail/mails.ts'
import { mime } from '../../shared/mail/mime.ts'
import type { Mailer, Sending } from '../../shared/mail/send.ts'
import type { Events } from '../../shared/store/events.ts'
import type { Keys, SecretKey } from '../../shared/store/keys.ts'
import type { Outbox } from '../../shared/store/outbox.ts'
import { mailLinks } from '../../shared/web/links.ts'
import { faultFields, logger } from '../../shared/web/logger.ts'
import { personalLink } from '../../shared/web/personal-key.ts'
import type { OwedMessage } from './owed-messages.ts'
import type { Withhold } from './withholding.ts'

export interface Delivery {
  readonly events: Pick<Events, 'get'>
  readonly outbox: Outbox
  readonly keys: Keys
  readonly mailer: Mailer
  readonly siteUrl: string
  readonly withhold: Withhold
}

/** What each outcome of sending makes of the message, and what the log says of it. */
const consequences = {
  sent: { transition: 'sent', level: 'info', words: 'mail sent', code: 'mail-sent' },
  throttled: { transition: 'giveBack', level: 'warn', words: 'mail throttled', code: 'mail-throttled' },
  parked: { transition: 'giveBack', level: 'error', words: 'mail parked', code: 'mail-parked' },
  rejected: { transition: 'fail', level: 'error', words: 'mail rejected', code: 'mail-rejected' },
  unknown: { transition: 'lose', level: 'error', words: 'mail unknown', code: 'mail-unknown' },
} as const satisfies Record<Sending['outcome'], unknown>

/** Where a mail leads by which somebody is to register. */
const registerLink = (siteUrl: string, key: SecretKey, { kind, event, recipient, hold }: OutboxMessage): { register?: string } =>
  kind === 'personal-link' ? { register: personalLink(siteUrl, key, event.slug, recipient.email, hold) } : {}

/** Renders and sends. A message that cannot be rendered is refused like one that SES refuses: trying again would not help. */
const attempt = async ({ mailer, siteUrl }: Delivery, key: SecretKey, message: OutboxMessage): Promise<Sending> => {
  let raw: Buffer
  try {
    const links = { ...mailLinks(siteUrl, key, message), ...registerLink(siteUrl, key, message) }
    raw = await mime(message, await mailOf(message, links))
  } catch (fault) {
    logger.error('mail not rendered', { code: 'mail-not-rendered', outbox: message.id, ...faultFields(fault) })
    return { outcome: 'rejected', fault: 'rendering' }
  }
  return mailer.sendRaw({ id: message.id, recipient: message.recipient.email, raw })
}

/**
 * Sends one owed message: claims it, drops it when its news is old, renders, sends, and marks how it ended.
 * `again` asks for the stream record to be delivered once more; a message that somebody else claimed is `done`.
 */
export const deliver = async (delivery: Delivery, owed: OwedMessage): Promise<'done' | 'again'> => {
  const { outbox, keys } = delivery
  const key = await keys.links()
  const claimed = await outbox.claim(owed, new Date().toISOString())
  if (claimed === undefined) return 'done'
  const { message, registration } = claimed
  const event = message.revision === undefined ? undefined : await delivery.events.get(message.event.slug)
  if (sendOrSupersede(message, registration, { now: new Date().toISOString(), event }) === 'supersede') {
    await outbox.mark(message, 'supersede')
    logger.info('mail superseded', { code: 'mail-superseded', outbox: message.id })
    return 'done'
  }
  if (await delivery.withhold(message)) return 'done'
  const sending = await attempt(delivery, key, message)
  const { transition, level, words, code } = consequences[sending.outcome]
  const details = sending.outcome === 'sent' ? { sesMessageId: sending.sesMessageId } : { fault: sending.fault }
  await outbox.mark(message, transition, details)
  logger[level](words, { code, outbox: message.id, ...details })
  return sending.outcome === 'throttled' ? 'again' : 'done'
}
