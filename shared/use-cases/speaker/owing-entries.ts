import { emailKey } from '../../domain/basics/email-address.ts'
import type { Instant } from '../../domain/basics/wall-time.ts'
import type { Event } from '../../domain/event/event.ts'
import { personMailId } from '../../domain/mail/asked-mail.ts'
import type { EventSpeaker } from '../../domain/speaker/speaker.ts'
import { speakerTold } from '../../domain/speaker/telling.ts'
import type { TransactItem } from '../../store/dynamodb/transaction.ts'
import type { Outbox } from '../../store/outbox.ts'
import type { Keys } from '../../store/secret-keys.ts'
import { personHash } from '../../tokens/registration-tokens.ts'

export interface MailParts {
  readonly outbox: Pick<Outbox, 'owing'>
  readonly keys: Pick<Keys, 'links'>
}

/** Under which id mails are owed to a speaker. */
export const mailboxOf = async ({ keys }: Pick<MailParts, 'keys'>, { email }: Pick<EventSpeaker, 'email'>): Promise<string> =>
  personMailId({ person: personHash(await keys.links(), emailKey(email)) })

/** The speaker once their calendar is told of their part in the programme, and the mails that do so, as parts of a transaction. */
export const createOwingEntries =
  (parts: MailParts) =>
  async (
    event: Event,
    speaker: EventSpeaker,
    now: Instant,
    removed = false,
  ): Promise<{ speaker: EventSpeaker; mails: readonly TransactItem[] }> => {
    const told = speakerTold(event, speaker, { mailbox: await mailboxOf(parts, speaker), now, removed })
    return { speaker: told.speaker, mails: told.messages.map(parts.outbox.owing) }
  }
