import type { Instant } from '../../shared/domain/wall-time.ts'
import { type InboundMail, mostBytes, readInboundMail } from '../../shared/mail/inbound.ts'
import type { InboundMails } from '../../shared/store/inbound-mails.ts'
import { logger } from '../../shared/web/logger.ts'
import type { Note } from './noting.ts'
import type { StoredMail } from './stored-mails.ts'

interface ReceivingParts {
  readonly mails: InboundMails
  readonly note: Note
}

/** Reads a stored mail and does what it asks for; reading it again changes nothing. */
export const createReceiving = ({ mails, note }: ReceivingParts) => {
  const act = async (mail: InboundMail, now: Instant): Promise<string> => {
    if (mail.kind !== 'answer' || mail.doubted) return mail.kind
    return note(mail.reply, now)
  }

  return async ({ key }: StoredMail, now: Instant): Promise<void> => {
    const raw = await mails.read(key, mostBytes, now)
    const outcome = raw === undefined ? 'gone' : await act(await readInboundMail(raw), now)
    logger.info('mail received', { code: 'mail-received', key, outcome })
  }
}
