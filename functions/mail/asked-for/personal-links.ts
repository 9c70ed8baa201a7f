import { emailKey } from '../../../shared/domain/basics/email-address.ts'
import { ratingOf } from '../../../shared/domain/basics/rate-limits.ts'
import { registrationState } from '../../../shared/domain/event/registration-window.ts'
import { type Ask, personMailId } from '../../../shared/domain/mail/asked-mail.ts'
import type { OutboxMessage } from '../../../shared/domain/mail/outbox-message.ts'
import { messageEvent, owedMail } from '../../../shared/domain/mail/owed-mail.ts'
import { type AddressLists, listOf } from '../../../shared/store/address-lists.ts'
import type { Events } from '../../../shared/store/events.ts'
import type { Rates } from '../../../shared/store/rates.ts'
import type { Keys } from '../../../shared/store/secret-keys.ts'
import { rateTag } from '../../../shared/tokens/registration-tokens.ts'

/** The personal link to register for an event, if the event has a list, the address is on it, and registration is open. */
export const createPersonalLinks = ({
  events,
  lists,
  keys,
  rates,
}: {
  events: Events
  lists: Pick<AddressLists, 'admits' | 'has'>
  keys: Keys
  rates: Rates
}) => {
  /** Anybody can invent addresses in a listed domain, whose owners would then be written to. */
  const areTooMany = async ({ email, askedAt }: Ask): Promise<boolean> => {
    const domain = email.slice(email.lastIndexOf('@') + 1).toLowerCase()
    const newcomers = await rates.count('newcomers', rateTag(await keys.links(), 'newcomers', domain), 1, askedAt)
    return ratingOf('newcomers', newcomers) === 'refused'
  }

  return async (ask: Ask): Promise<OutboxMessage | undefined> => {
    const event = ask.slug === undefined ? undefined : await events.get(ask.slug)
    if (event === undefined || registrationState(event, ask.askedAt) !== 'open') return undefined
    const list = listOf(event)
    if (list === undefined || !(await lists.admits(list, ask.email))) return undefined
    if (!(await lists.has(list, emailKey(ask.email))) && (await areTooMany(ask))) return undefined
    const to = { id: personMailId(ask), email: ask.email, language: ask.language }
    return owedMail.personalLink(messageEvent(event), to, ask.askedAt, ask.hold)
  }
}
