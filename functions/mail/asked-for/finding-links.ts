import { type Ask, personMailId } from '../../../shared/domain/mail/asked-mail.ts'
import type { OutboxMessage } from '../../../shared/domain/mail/outbox-message.ts'
import { messageEvent, owedMail } from '../../../shared/domain/mail/owed-mail.ts'
import type { Events } from '../../../shared/store/events.ts'
import type { Registrations } from '../../../shared/store/registrations.ts'
import type { Keys } from '../../../shared/store/secret-keys.ts'
import { createFindingRegistrations } from '../../../shared/use-cases/registration/finding-registrations.ts'

// An item has at most 400 KB; nobody attends that many events, and the soonest matter most.
const mostLinks = 50

/** Finds an address's live registrations for events that are not over, and makes the mail with the links to them. */
export const createFindingLinks = (stores: { events: Events; registrations: Registrations; keys: Keys }) => {
  const registrationsOf = createFindingRegistrations(stores)

  return async (ask: Ask): Promise<OutboxMessage | undefined> => {
    const running = await stores.events.listRunning(ask.askedAt)
    const found = await registrationsOf(ask.email, running)
    const [newest] = found.filter(({ status }) => status !== 'cancelled').toSorted((a, b) => (a.registeredAt < b.registeredAt ? 1 : -1))
    if (newest === undefined) return undefined
    const links = running.flatMap((event) =>
      found.flatMap(({ slug, id, round, status }) =>
        slug !== event.slug || status === 'cancelled' ? [] : [{ id, round, status, event: messageEvent(event) }],
      ),
    )
    // To the address as registered, since that is the one our mails have reached.
    const to = { id: personMailId(ask), name: newest.name, email: newest.email, language: ask.language }
    return owedMail.myLinks(to, links.slice(0, mostLinks), ask.askedAt, ask.digest)
  }
}
