import { type Ask, personMailId } from '../../shared/domain/ask.ts'
import { emailKey } from '../../shared/domain/email-address.ts'
import type { Event } from '../../shared/domain/event.ts'
import type { OutboxMessage } from '../../shared/domain/outbox-message.ts'
import { messageEvent, owedMail } from '../../shared/domain/owed-mail.ts'
import type { Registration } from '../../shared/domain/registration.ts'
import type { Events } from '../../shared/store/events.ts'
import type { Keys } from '../../shared/store/keys.ts'
import type { Registrations } from '../../shared/store/registrations.ts'
import { registrationId } from '../../shared/web/links.ts'

// AWS: BatchGetItem takes 100 keys.
const idsAtATime = 100
// An item holds 400 KB; nobody comes to so many events, and the soonest matter most.
const mostLinks = 50

/**
 * Finds the live registrations of an address. The id of a registration follows from event and address, so it is enough to ask for
 * those that the address would have at the events which are not over; no index tells anybody who is registered.
 */
export const createFindingLinks = ({ events, registrations, keys }: { events: Events; registrations: Registrations; keys: Keys }) => {
  const registrationsOf = async (email: string, running: readonly Event[]): Promise<readonly Registration[]> => {
    const key = await keys.links()
    const ids = running.map(({ slug }) => registrationId(key, slug, emailKey(email)))
    const found: Registration[] = []
    for (let from = 0; from < ids.length; from += idsAtATime)
      found.push(...(await registrations.getMany(ids.slice(from, from + idsAtATime))))
    return found
  }

  return async (ask: Ask): Promise<OutboxMessage | undefined> => {
    const running = await events.listRunning(ask.askedAt)
    const found = await registrationsOf(ask.email, running)
    const [newest] = found.filter(({ status }) => status !== 'cancelled').toSorted((a, b) => (a.registeredAt < b.registeredAt ? 1 : -1))
    if (newest === undefined) return undefined
    const links = running.flatMap((event) =>
      found.flatMap(({ slug, id, round, status }) =>
        slug !== event.slug || status === 'cancelled' ? [] : [{ id, round, status, event: messageEvent(event) }],
      ),
    )
    // To the address as it was registered: it is the one that mails of ours reached.
    const to = { id: personMailId(ask), name: newest.name, email: newest.email, language: ask.language }
    return owedMail.myLinks(to, links.slice(0, mostLinks), ask.askedAt)
  }
}
