import type { Instant } from '../../../shared/domain/basics/wall-time.ts'
import type { OutboxMessage } from '../../../shared/domain/mail/outbox-message.ts'
import { logger } from '../../../shared/runtime/logger.ts'
import type { Outbox } from '../../../shared/store/outbox.ts'
import type { Speakers } from '../../../shared/store/speaker/speakers.ts'

interface Asked {
  readonly speakers: Pick<Speakers, 'get'>
  readonly outbox: Pick<Outbox, 'mark'>
}

/** A claimed mail that asks somebody to speak; undefined if it is not to be sent: they were removed, or it is too late. */
export const createStillSpeaking =
  ({ speakers, outbox }: Asked) =>
  async (message: OutboxMessage, now: Instant): Promise<OutboxMessage | undefined> => {
    const { slug = '', id = '', nonce } = message.speaker ?? {}
    const found = await speakers.get(slug, id)
    if (found?.nonce === nonce && now < message.event.endsAt) return message
    await outbox.mark(message, 'supersede', now, { fault: 'not-speaking' })
    logger.info('mail superseded', { code: 'mail-superseded', outbox: message.id })
    return undefined
  }
export type StillSpeaking = ReturnType<typeof createStillSpeaking>
