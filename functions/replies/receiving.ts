import type { Instant } from '../../shared/domain/basics/wall-time.ts'
import { type InboundMail, mostBytes, readInboundMail } from '../../shared/mail/inbound/inbound-mail.ts'
import { logger } from '../../shared/runtime/logger.ts'
import type { InboundMails } from '../../shared/store/s3/inbound-mails.ts'
import type { Note } from '../../shared/use-cases/registration/noting-calendar-answers.ts'
import type { Keep } from './keeping-letters.ts'
import type { StoredMail } from './stored-mails.ts'

interface ReceivingParts {
  readonly mails: InboundMails
  readonly note: Note
  readonly keep: Keep
}

/** Reads a stored mail, acts on it, and keeps what a person must read; repeating it changes nothing. */
export const createReceiving = ({ mails, note, keep }: ReceivingParts) => {
  const act = async (mail: InboundMail, now: Instant): Promise<string> => {
    if (mail.doubted || (mail.kind !== 'answer' && mail.kind !== 'proposal')) return mail.kind
    return mail.reply === undefined ? mail.kind : note(mail.reply, now)
  }

  return async ({ key }: StoredMail, now: Instant): Promise<void> => {
    const raw = await mails.read(key, mostBytes, now)
    if (raw === undefined) {
      logger.info('mail received', { code: 'mail-received', key, outcome: 'gone' })
      return
    }
    const mail = await readInboundMail(raw)
    const outcome = await act(mail, now)
    const letter = await keep(key, mail, now)
    logger.info('mail received', { code: 'mail-received', key, outcome, letter })
  }
}
