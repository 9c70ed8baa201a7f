import { registrationState } from '../../../shared/domain/event/registration-window.ts'
import { type Ask, personMailId } from '../../../shared/domain/mail/asked-mail.ts'
import type { OutboxMessage } from '../../../shared/domain/mail/outbox-message.ts'
import { messageEvent, owedMail } from '../../../shared/domain/mail/owed-mail.ts'
import { type AddressLists, listOf } from '../../../shared/store/address-lists.ts'
import type { Events } from '../../../shared/store/events.ts'

/** The personal link to register for an event, if the event has a list, the address is on it, and registration is open. */
export const createPersonalLinks =
  ({ events, lists }: { events: Events; lists: Pick<AddressLists, 'admits'> }) =>
  async (ask: Ask): Promise<OutboxMessage | undefined> => {
    const event = ask.slug === undefined ? undefined : await events.get(ask.slug)
    if (event === undefined || registrationState(event, ask.askedAt) !== 'open') return undefined
    const list = listOf(event)
    if (list === undefined || !(await lists.admits(list, ask.email))) return undefined
    const to = { id: personMailId(ask), email: ask.email, language: ask.language }
    return owedMail.personalLink(messageEvent(event), to, ask.askedAt, ask.hold)
  }
