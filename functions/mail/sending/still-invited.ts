import { emailKey } from '../../../shared/domain/basics/email-address.ts'
import type { Instant } from '../../../shared/domain/basics/wall-time.ts'
import { registrationState } from '../../../shared/domain/event/registration-window.ts'
import type { OutboxMessage } from '../../../shared/domain/mail/outbox-message.ts'
import { messageEvent } from '../../../shared/domain/mail/owed-mail.ts'
import { logger } from '../../../shared/runtime/logger.ts'
import { type AddressLists, lists as listNames } from '../../../shared/store/address-lists.ts'
import type { Events } from '../../../shared/store/events.ts'
import type { Outbox } from '../../../shared/store/outbox.ts'
import type { Registrations } from '../../../shared/store/registrations.ts'
import { notInvited } from '../../../shared/store/returned-mails.ts'
import type { Keys } from '../../../shared/store/secret-keys.ts'
import { registrationId } from '../../../shared/tokens/registration-tokens.ts'

interface Asked {
  readonly events: Pick<Events, 'get'>
  readonly lists: Pick<AddressLists, 'has'>
  readonly registrations: Pick<Registrations, 'get'>
  readonly outbox: Pick<Outbox, 'mark'>
  readonly keys: Keys
}

/**
 * A claimed invitation with the event's current state, since nobody was told anything else before. Undefined if it is not to be sent:
 * its address was removed from the list, until it is put back; or registration is closed, or the person has registered, for good.
 */
export const createStillInvited = ({ events, lists, registrations, outbox, keys }: Asked) => {
  const verdict = async ({ event: { slug }, recipient }: OutboxMessage, now: Instant) => {
    const event = await events.get(slug)
    if (event === undefined || registrationState(event, now) !== 'open') return 'not-open'
    if (!(await lists.has(listNames.invited(slug), emailKey(recipient.email)))) return notInvited
    const registered = await registrations.get(registrationId(await keys.links(), slug, emailKey(recipient.email)))
    return registered === undefined ? event : 'registered'
  }

  return async (message: OutboxMessage, now: Instant): Promise<OutboxMessage | undefined> => {
    const found = await verdict(message, now)
    if (typeof found === 'object') return { ...message, event: messageEvent(found) }
    await outbox.mark(message, found === notInvited ? 'fail' : 'supersede', now, { fault: found })
    logger.info('invitation not sent', { code: 'invitation-not-sent', outbox: message.id, reason: found })
    return undefined
  }
}
export type StillInvited = ReturnType<typeof createStillInvited>
