import { emailKey } from '../../shared/domain/basics/email-address.ts'
import { asLine } from '../../shared/domain/basics/text.ts'
import type { Instant } from '../../shared/domain/basics/wall-time.ts'
import type { Letter, ProposedTime, Written } from '../../shared/domain/mail/letter.ts'
import type { InboundMail } from '../../shared/mail/inbound/inbound-mail.ts'
import { objectKeys } from '../../shared/store/item-keys.ts'
import type { Letters } from '../../shared/store/letters.ts'
import type { ReceivedMails } from '../../shared/store/people/personal-data.ts'
import type { Keys } from '../../shared/store/secret-keys.ts'
import { personHash } from '../../shared/tokens/registration-tokens.ts'
import type { FindEvent } from './finding-event.ts'

interface KeepingParts {
  readonly letters: Pick<Letters, 'keep'>
  readonly receivedMails: ReceivedMails
  readonly keys: Pick<Keys, 'links'>
  readonly findEvent: FindEvent
}

interface Content {
  readonly kind: Letter['kind']
  readonly uid?: string | undefined
  readonly written?: Written
  readonly proposed?: ProposedTime | undefined
}

/** The part of a mail for a person to read; undefined if nobody wrote, or if it can be processed automatically. */
const contentOf = (mail: InboundMail): Content | undefined => {
  switch (mail.kind) {
    case 'letter':
      return { kind: 'letter', uid: mail.uid, written: mail.written }
    case 'proposal':
      return { kind: 'counter', uid: mail.uid, written: mail.written, proposed: mail.proposed }
    case 'answer':
      return mail.written && { kind: 'letter', uid: mail.reply.uid, written: mail.written }
    case 'unreadable':
      return { kind: 'unreadable' }
    case 'automatic':
    case 'harmful':
      return undefined
  }
}

/** Keeps the part of a stored mail that a person should read, by its event; the same mail again changes nothing. */
export const createKeeping =
  ({ letters, receivedMails, keys, findEvent }: KeepingParts) =>
  async (key: string, mail: InboundMail, now: Instant): Promise<'kept' | 'known' | 'nothing'> => {
    const content = contentOf(mail)
    const { sender, doubted } = mail
    const person = personHash(await keys.links(), emailKey(sender ?? ''))
    if (content === undefined) {
      // Whoever erases the sender must find the mail.
      await receivedMails.note(person, { mail: key, receivedAt: now })
      return 'nothing'
    }
    const { kind, uid, written = {}, proposed } = content
    const { slug, registration } = await findEvent({ uid, sender, subject: written.subject }, now)
    return letters.keep({
      ...written,
      slug,
      // What anybody could have sent is about no registered person.
      registration: doubted ? undefined : registration,
      id: `${person}.${key.slice(objectKeys.inbound.length)}`,
      kind,
      receivedAt: now,
      mail: key,
      address: sender === undefined ? undefined : asLine(sender, 254),
      proposed,
      doubted: (doubted && kind !== 'unreadable') || undefined,
    })
  }
export type Keep = ReturnType<typeof createKeeping>
