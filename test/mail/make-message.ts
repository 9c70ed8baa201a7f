import { type SampleOverrides, sampleLinks, sampleMessage } from '../../infra/local/mails/filled-message.ts'
import type { OutboxMessage } from '../../shared/domain/mail/outbox-message.ts'
import { mime } from '../../shared/mail/mime/mime.ts'
import { mailOf } from '../../shared/mail/rendered-mail.ts'

/** A confirmation owed to Ana Kovač; kinds that carry an invitation get SEQUENCE 0. */
export const makeMessage = (overrides: SampleOverrides = {}): OutboxMessage => sampleMessage(overrides)

/** The links in the mails of `rawMail`. */
export const links = sampleLinks

/** The bytes of the mail for a message. */
export const rawMail = async (message: OutboxMessage): Promise<Buffer> => mime(message, await mailOf(message, links))
