import { emailKey } from '../../../shared/domain/basics/email-address.ts'
import { type Ask, personMailId } from '../../../shared/domain/mail/asked-mail.ts'
import type { OutboxMessage } from '../../../shared/domain/mail/outbox-message.ts'
import { owedMail } from '../../../shared/domain/mail/owed-mail.ts'
import { lists } from '../../../shared/store/address-lists.ts'
import type { Events } from '../../../shared/store/events.ts'
import type { Outbox } from '../../../shared/store/outbox.ts'
import type { PersonalData } from '../../../shared/store/people/personal-data.ts'
import type { Registrations } from '../../../shared/store/registrations.ts'
import type { Keys } from '../../../shared/store/secret-keys.ts'
import type { Speakers } from '../../../shared/store/speaker/speakers.ts'
import { createFindingRegistrations } from '../../../shared/use-cases/registration/finding-registrations.ts'
import { speakersOf } from '../../../shared/use-cases/speaker/finding-speakers.ts'

/** The link that shows an address's data, if there is any. */
export const createDataLinks = (stores: {
  events: Events
  registrations: Registrations
  keys: Keys
  outbox: Pick<Outbox, 'allOf'>
  personalData: PersonalData
  speakers: Pick<Speakers, 'getAll'>
}) => {
  const registrationsOf = createFindingRegistrations(stores)

  return async (ask: Ask): Promise<OutboxMessage | undefined> => {
    const [all, internal] = await Promise.all([stores.events.listPublic(), stores.events.listInternal()])
    const listed = [lists.members, ...all.filter(({ audience }) => audience === 'invited').map(({ slug }) => lists.invited(slug))]
    const [registrations, entries, under, messages, speaking] = await Promise.all([
      registrationsOf(ask.email, all),
      stores.personalData.entriesOf(listed, emailKey(ask.email)),
      stores.personalData.underAddress(ask.person),
      stores.outbox.allOf(personMailId(ask)),
      speakersOf(stores.speakers, [...all, ...internal], await stores.keys.links(), emailKey(ask.email)),
    ])
    const { letters, received, renewals, optionalMail, suppression } = under
    const counts = [registrations.length, entries.size, letters.length, received.length, renewals, messages.length, speaking.length]
    const known = counts.some((count) => count > 0)
    if (!known && optionalMail === undefined && suppression === undefined) return undefined
    const [newest] = registrations.toSorted((a, b) => (a.registeredAt < b.registeredAt ? 1 : -1))
    const to = { id: personMailId(ask), name: newest?.name ?? '', email: newest?.email ?? ask.email, language: ask.language }
    return owedMail.myData(to, ask.askedAt)
  }
}
