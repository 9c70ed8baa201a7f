import { emailKey } from '../../domain/basics/email-address.ts'
import type { FieldProblem } from '../../domain/basics/field-problem.ts'
import type { Instant } from '../../domain/basics/wall-time.ts'
import type { Event } from '../../domain/event/event.ts'
import { messageEvent, owedMail } from '../../domain/mail/owed-mail.ts'
import { type HandOverInput, mayHandOver } from '../../domain/registration/hand-over.ts'
import type { Registration } from '../../domain/registration/registration.ts'
import { untilSettled } from '../../runtime/until-settled.ts'
import type { Events } from '../../store/events.ts'
import type { Registrations, Step } from '../../store/registrations.ts'
import type { Keys } from '../../store/secret-keys.ts'
import { contentTag, type LinkSubject, registrationId } from '../../tokens/registration-tokens.ts'
import { createVacating, endStep } from '../seats/vacating.ts'
import { createAccepting } from './accepting.ts'
import { registrationOf } from './finding-by-link.ts'

/**
 * How handing over a place ended; repeating it changes nothing, and `handed-over-before`: it was handed over with other details. Afterwards the colleague has a place and the giver has
 * none, whether or not the colleague was registered before, so that nobody can find that out.
 */
export type HandingOver =
  | 'handed-over'
  | 'handed-over-before'
  | 'not-possible'
  | 'no-such-registration'
  | { readonly problems: readonly FieldProblem[] }

const rounds = 10

/** Who hands over, at which event, and to whom. */
interface Hand {
  readonly event: Event
  readonly from: Registration
  readonly id: string
  readonly to: HandOverInput
  /** Stands for what the giver said. */
  readonly content: string
  readonly now: Instant
}

/** A registration for the colleague with the giver's place: the same seats, sessions, groups and way of taking part. */
const colleagueOf = ({ event, from, id, to, now }: Hand, round: number): Registration => {
  const { consent: _, language = from.language, ...said } = to
  const { slug, organisation, country, role, groups, sessions, seats, participation } = from
  const place = { slug, organisation, country, role, groups, sessions, seats, participation }
  const begun = { status: 'confirmed', registeredAt: now, consentedAt: now, sequence: 0, revision: event.revision } as const
  return { ...said, ...place, ...begun, id, round, language, takenOver: true }
}

/** The step that gives a colleague the place: a new registration, or a waiting one that becomes confirmed. */
const receive = (hand: Hand, existing: Registration | undefined, last: number): Step => {
  const { event, from, now } = hand
  const about = messageEvent(event)
  if (existing === undefined || existing.status === 'cancelled') {
    const make = colleagueOf(hand, last + 1)
    return { make, owes: owedMail.handedOver(about, make, from, now) }
  }
  const { seats, sessions, participation } = from
  const groups = [...new Set([...existing.groups, ...from.groups])]
  const set = {
    seats,
    sessions,
    participation,
    missed: undefined,
    groups,
    revision: event.revision,
    waitingSince: undefined,
    approveBy: undefined,
    owes: undefined,
    registeredBy: undefined,
    source: undefined,
    takenOver: true,
  } as const
  const take = existing.status === 'pending' ? 'approve' : 'promote'
  return {
    registration: existing,
    take,
    set,
    owes: owedMail.handedOver(about, { ...existing, sessions, participation, missed: undefined }, from, now),
  }
}

/** Hands over the place of a personal link to a colleague, in one transaction with the mails to both. */
export const createHandingOver = (stores: { events: Events; registrations: Registrations; keys: Keys }) => {
  const { events, registrations, keys } = stores
  const accept = createAccepting(stores)
  const vacate = createVacating(stores)

  /** The colleague already has a seat and keeps it; the giver's goes to whoever is waiting. */
  const giveUp = async ({ event, from, content, now }: Hand, holder: Registration): Promise<boolean> => {
    if (holder.status === 'confirmed')
      await registrations.owe([owedMail.link(messageEvent(event), holder, now, { by: from.name, handsOver: true })])
    else if ((await accept(holder, now)) !== 'confirmed') {
      await vacate(holder, 'offer-expired', now)
      return false
    }
    return vacate(from, 'handed-over', now, { content })
  }

  const handOver = async (hand: Hand): Promise<boolean> => {
    const { event, from, id, content, now } = hand
    const { registration: existing, round: last } = await registrations.withRound(id)
    if (existing?.status === 'confirmed' || existing?.status === 'offered') return giveUp(hand, existing)
    const steps = [endStep(messageEvent(event), from, 'handed-over', now, content), receive(hand, existing, last)]
    const guard = { revision: event.revision, handsOver: true }
    return (await registrations.write(event.slug, 'handed-over', now, steps, guard)).outcome === 'written'
  }

  const attempt = async (subject: LinkSubject, to: HandOverInput, now: Instant): Promise<HandingOver | 'again'> => {
    // Read the event after the registration, so that its revision is never older than what a fan-out wrote there.
    const from = await registrationOf(registrations, subject)
    const event = from === undefined ? undefined : await events.get(from.slug)
    if (from === undefined || event === undefined) return 'no-such-registration'
    const key = await keys.links()
    const content = contentTag(key, to)
    if (from.endedBy === 'handed-over') return (from.handOverContent ?? content) === content ? 'handed-over' : 'handed-over-before'
    if (!mayHandOver(event, from, now)) return 'not-possible'
    const id = registrationId(key, event.slug, emailKey(to.email))
    if (id === from.id) return { problems: [{ field: 'email', code: 'own-address' }] }
    return (await handOver({ event, from, id, to, content, now })) ? 'handed-over' : 'again'
  }

  return (...asked: Parameters<typeof attempt>): Promise<HandingOver> =>
    untilSettled(() => attempt(...asked), { rounds, otherwise: 'the registrations kept changing while a place was handed over' })
}
