import { emailKey } from '../../shared/domain/email-address.ts'
import { isPublic, registrationState } from '../../shared/domain/event.ts'
import type { Language } from '../../shared/domain/language.ts'
import { messageEvent, owedMail } from '../../shared/domain/owed-mail.ts'
import type { Registration, RegistrationInput } from '../../shared/domain/registration.ts'
import type { SeatShard } from '../../shared/domain/seats.ts'
import type { Instant } from '../../shared/domain/wall-time.ts'
import type { Events, EventWithSeats } from '../../shared/store/events.ts'
import type { Keys } from '../../shared/store/keys.ts'
import type { Registrations } from '../../shared/store/registrations.ts'
import { registrationId } from '../../shared/web/links.ts'

/** How a request to register ended. `confirmed` and `waitlisted` are also the answers to an address that is registered already. */
export type Registering = 'confirmed' | 'waitlisted' | 'closed' | 'no-such-event'

interface Asked {
  readonly now: Instant
  readonly language: Language
  /** A key of the form or client: the same request sent again is told the true outcome. */
  readonly requestKey: string | undefined
}

const hasRoom = (shard: SeatShard): boolean => shard.capacity === undefined || shard.taken < shard.capacity

const pick = <Item>(items: readonly Item[]): Item | undefined => items[Math.floor(Math.random() * items.length)]

/** What somebody unknown would be told now; the answer to an address that is registered must not differ from it. */
const neutralAnswer = ({ seats }: EventWithSeats): Registering => (seats.some(hasRoom) ? 'confirmed' : 'waitlisted')

// Each failed round means that somebody else was served, or the event changed; so many in a row mean a fault of ours.
const rounds = 60

/** Registering people: takes a seat while there is one, else the next place on the waiting list, and owes the mail. */
export const createRegistering = (stores: { events: Events; registrations: Registrations; keys: Keys }) => {
  const { events, registrations, keys } = stores

  const place = async (read: EventWithSeats, registration: Registration, now: Instant): Promise<Registering | 'again' | 'already'> => {
    const about = messageEvent(read.event)
    const shard = pick(read.seats.filter(hasRoom))
    if (shard === undefined) {
      const waiting: Registration = { ...registration, status: 'waitlisted' }
      const placed = await registrations.wait(waiting, owedMail.waitlisted(about, waiting, now))
      return placed === 'placed' ? 'waitlisted' : 'already'
    }
    const placed = await registrations.confirm(registration, shard.shard, owedMail.confirmation(about, registration, now))
    if (placed === 'placed') return 'confirmed'
    return placed === 'already-registered' ? 'already' : 'again'
  }

  const answerAgain = async (read: EventWithSeats, existing: Registration, asked: Asked): Promise<Registering> => {
    if (existing.status === 'cancelled') return neutralAnswer(read)
    if (asked.requestKey !== undefined && existing.requestKey === asked.requestKey) return existing.status
    await registrations.owe(owedMail.link(messageEvent(read.event), existing, asked.now))
    return neutralAnswer(read)
  }

  return async (slug: string, input: RegistrationInput, asked: Asked): Promise<Registering> => {
    const { consent: _, language = asked.language, ...person } = input
    const id = registrationId(await keys.links(), slug, emailKey(person.email))
    let round = 1
    for (let attempt = 0; attempt < rounds; attempt++) {
      const read = await events.getWithSeats(slug)
      if (read === undefined || !isPublic(read.event)) return 'no-such-event'
      if (registrationState(read.event, asked.now) !== 'open') return 'closed'
      const registration: Registration = {
        ...person,
        id,
        slug,
        language,
        round,
        status: 'confirmed',
        registeredAt: asked.now,
        consentedAt: asked.now,
        sequence: 0,
        revision: read.event.revision,
        requestKey: asked.requestKey,
      }
      const placed = await place(read, registration, asked.now)
      if (placed === 'again') continue
      if (placed !== 'already') return placed
      const existing = await registrations.get(id)
      if (existing === undefined) continue
      if (existing.status !== 'cancelled') return answerAgain(read, existing, asked)
      round = existing.round + 1
    }
    throw new Error('no definite answer after many rounds')
  }
}
export type Register = ReturnType<typeof createRegistering>
