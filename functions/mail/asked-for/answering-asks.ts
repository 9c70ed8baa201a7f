import type { Ask, AskKind } from '../../../shared/domain/mail/asked-mail.ts'
import type { OutboxMessage } from '../../../shared/domain/mail/outbox-message.ts'
import { forStranger } from '../../../shared/domain/mail/owed-mail.ts'
import type { AddressLists } from '../../../shared/store/address-lists.ts'
import type { Asks } from '../../../shared/store/asks.ts'
import type { Events } from '../../../shared/store/events.ts'
import type { Outbox } from '../../../shared/store/outbox.ts'
import type { PersonalData } from '../../../shared/store/people/personal-data.ts'
import type { Rates } from '../../../shared/store/rates.ts'
import type { Registrations } from '../../../shared/store/registrations.ts'
import type { Keys } from '../../../shared/store/secret-keys.ts'
import type { Speakers } from '../../../shared/store/speaker/speakers.ts'
import { createDataLinks } from './data-links.ts'
import { createFindingLinks } from './finding-links.ts'
import { createPersonalLinks } from './personal-links.ts'

/** The mail that answers an ask, if any. Its id includes the hour (`owedMail`), so that nobody can flood somebody else's mailbox. */
type Answer = (ask: Ask) => Promise<OutboxMessage | undefined>

/**
 * Answers mails requested by address: looks up what there is, owes the mail, then deletes the request.
 * Repeating it, if the stream record is delivered again, owes nothing more.
 */
export const createAnswering = (stores: {
  events: Events
  registrations: Registrations
  asks: Asks
  keys: Keys
  lists: Pick<AddressLists, 'admits' | 'has'>
  rates: Rates
  outbox: Pick<Outbox, 'allOf'>
  personalData: PersonalData
  speakers: Pick<Speakers, 'getAll'>
}) => {
  const answers: Readonly<Record<AskKind, Answer>> = {
    'my-links': createFindingLinks(stores),
    'my-data': createDataLinks(stores),
    'personal-link': createPersonalLinks(stores),
  }
  return async (ask: Ask): Promise<void> => {
    const owes = await answers[ask.asks](ask)
    if (owes !== undefined) await stores.registrations.owe([forStranger(owes, ask.turn ?? 0)])
    await stores.asks.finish(ask)
  }
}
export type AnswerAsk = ReturnType<typeof createAnswering>
