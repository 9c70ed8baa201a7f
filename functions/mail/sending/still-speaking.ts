import type { Instant } from '../../../shared/domain/basics/wall-time.ts'
import type { OutboxMessage } from '../../../shared/domain/mail/outbox-message.ts'
import type { EventSpeaker } from '../../../shared/domain/speaker/speaker.ts'
import { logger } from '../../../shared/runtime/logger.ts'
import type { Outbox } from '../../../shared/store/outbox.ts'
import type { Speakers } from '../../../shared/store/speaker/speakers.ts'

interface Asked {
  readonly speakers: Pick<Speakers, 'get'>
  readonly outbox: Pick<Outbox, 'mark'>
}

/** Whether a mail to a speaker is still to be sent, to the speaker as they are now. Calendars apply a late, older SEQUENCE. */
const isWanted = ({ kind, event, calendar, speaker: told }: OutboxMessage, speaker: EventSpeaker | undefined, now: Instant): boolean => {
  if (kind === 'speaker-invited') return speaker !== undefined && now < event.endsAt
  // Whoever answers meanwhile, or cannot come after all, is not reminded.
  if (kind === 'speaker-reminder') return speaker?.state === (told?.reminder === 'answer' ? 'invited' : 'confirmed') && now < event.endsAt
  const { uid = '', sequence = 0 } = calendar ?? {}
  const newest = speaker?.entries?.find(({ key }) => uid.includes(`-${key}@`))
  if (newest !== undefined && newest.sequence > sequence) return false
  // Somebody removed is still owed that their entries go.
  return speaker !== undefined || kind === 'speaker-entry-ended'
}

/** A claimed mail that asks somebody to speak; undefined if it is not to be sent: they were removed, or it is too late. */
export const createStillSpeaking =
  ({ speakers, outbox }: Asked) =>
  async (message: OutboxMessage, now: Instant): Promise<OutboxMessage | undefined> => {
    const { slug = '', id = '', nonce } = message.speaker ?? {}
    const found = await speakers.get(slug, id)
    const speaks = found?.nonce === nonce
    if (isWanted(message, speaks ? found : undefined, now)) return message
    await outbox.mark(message, 'supersede', now, { fault: 'not-speaking' })
    logger.info('mail superseded', { code: 'mail-superseded', outbox: message.id })
    return undefined
  }
export type StillSpeaking = ReturnType<typeof createStillSpeaking>
