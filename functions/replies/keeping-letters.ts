import { emailKey } from '../../shared/domain/basics/email-address.ts'
import { mailboxOf, ratingOf } from '../../shared/domain/basics/rate-limits.ts'
import { asLine } from '../../shared/domain/basics/text.ts'
import type { Instant } from '../../shared/domain/basics/wall-time.ts'
import type { Letter, ProposedTime, Written } from '../../shared/domain/mail/letter.ts'
import type { InboundMail } from '../../shared/mail/inbound/inbound-mail.ts'
import { logger } from '../../shared/runtime/logger.ts'
import type { Events } from '../../shared/store/events.ts'
import { objectKeys } from '../../shared/store/item-keys.ts'
import type { Letters } from '../../shared/store/letters.ts'
import type { ReceivedMails } from '../../shared/store/people/personal-data.ts'
import type { Rates } from '../../shared/store/rates.ts'
import type { Keys } from '../../shared/store/secret-keys.ts'
import { personHash, rateTag } from '../../shared/tokens/registration-tokens.ts'
import type { FindEvent } from './finding-event.ts'

interface KeepingParts {
  readonly events: Pick<Events, 'get'>
  readonly letters: Pick<Letters, 'keep'>
  readonly receivedMails: ReceivedMails
  readonly keys: Pick<Keys, 'links'>
  readonly rates: Rates
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
    case 'tnef':
      return { kind: mail.kind, uid: mail.uid, written: mail.written }
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

/**
 * Keeps the part of a stored mail that a person should read, by its event; the same mail again changes nothing. Of one sender, a day's
 * worth is kept and the rest dropped, so that nobody can bury what others wrote.
 */
export const createKeeping =
  ({ events, letters, receivedMails, keys, rates, findEvent }: KeepingParts) =>
  async (key: string, mail: InboundMail, now: Instant): Promise<'kept' | 'known' | 'nothing' | 'dropped'> => {
    const { sender, doubted } = mail
    const secret = await keys.links()
    const person = personHash(secret, emailKey(sender ?? ''))

    /** Whether it only declines: Outlook does so with the event's own time as well, which proposes nothing. */
    const declinesOnly = async (): Promise<boolean> => {
      if (mail.kind !== 'proposal' || mail.reply === undefined || mail.remarked || doubted) return false
      const { slug } = await findEvent({ uid: mail.uid, sender, subject: mail.written.subject }, now)
      const event = slug === undefined ? undefined : await events.get(slug)
      const { start, end = event?.endsAt } = mail.proposed ?? {}
      return (
        event !== undefined &&
        (start === undefined || (Date.parse(start) === Date.parse(event.startsAt) && Date.parse(end ?? start) === Date.parse(event.endsAt)))
      )
    }

    const isTooMuch = async (): Promise<boolean> => {
      // Forged mails use up nothing of the person's in whose name they are.
      const of = `${doubted ? 'unverified' : 'verified'} ${mailboxOf(sender ?? '')}`
      const count = await rates.count('letters', rateTag(secret, 'letters', of), 1, now)
      if (ratingOf('letters', count) === 'free') return false
      logger.warn('letter dropped', { code: 'letter-dropped', key, count })
      return true
    }

    const content = (await declinesOnly()) ? undefined : contentOf(mail)
    const tooMuch = content !== undefined && (await isTooMuch())
    if (content === undefined || tooMuch) {
      // Whoever erases the sender must find the mail.
      await receivedMails.note(person, { mail: key, receivedAt: now, doubted: doubted || undefined })
      return tooMuch ? 'dropped' : 'nothing'
    }
    const { kind, uid, written = {}, proposed } = content
    const { slug, registration } = await findEvent({ uid, sender, subject: written.subject }, now)
    return letters.keep({
      ...written,
      slug,
      // What anybody could have sent has no name that would be believed, and is about no registered person.
      ...(doubted ? { name: undefined } : { registration }),
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
