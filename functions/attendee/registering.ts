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

// Each failed attempt means that somebody else was served, or the event changed; so many in a row mean a fault of ours.
const attempts = 60

type Person = Omit<RegistrationInput, 'consent'> & Pick<Registration, 'id' | 'slug' | 'language'>

const newRegistration = (person: Person, round: number, revision: number, { now, requestKey }: Asked): Registration => ({
  ...person,
  round,
  revision,
  requestKey,
  status: 'confirmed',
  registeredAt: now,
  consentedAt: now,
  sequence: 0,
})

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

  /** One try: an answer, or the number of the round to try with next. */
  const attempt = async (person: Person, round: number, asked: Asked): Promise<Registering | number> => {
    const read = await events.getWithSeats(person.slug)
    if (read === undefined || !isPublic(read.event)) return 'no-such-event'
    if (registrationState(read.event, asked.now) !== 'open') return 'closed'
    const placed = await place(read, newRegistration(person, round, read.event.revision, asked), asked.now)
    if (placed === 'again') return round
    if (placed !== 'already') return placed
    const existing = await registrations.get(person.id)
    if (existing === undefined) return round
    return existing.status === 'cancelled' ? existing.round + 1 : answerAgain(read, existing, asked)
  }

  return async (slug: string, input: RegistrationInput, asked: Asked): Promise<Registering> => {
    const { consent: _, language = asked.language, ...said } = input
    const person: Person = { ...said, language, slug, id: registrationId(await keys.links(), slug, emailKey(said.email)) }
    let answer: Registering | number = 1
    for (let count = 0; typeof answer === 'number' && count < attempts; count++) answer = await attempt(person, answer, asked)
    if (typeof answer === 'number') throw new Error('no definite answer after many attempts')
    return answer
  }
}
export type Register = ReturnType<typeof createRegistering>
