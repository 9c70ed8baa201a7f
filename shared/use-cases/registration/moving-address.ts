import { emailKey } from '../../domain/basics/email-address.ts'
import type { FieldProblem } from '../../domain/basics/field-problem.ts'
import type { Instant } from '../../domain/basics/wall-time.ts'
import type { Event } from '../../domain/event/event.ts'
import { isRunning } from '../../domain/event/registration-window.ts'
import { personMailId } from '../../domain/mail/asked-mail.ts'
import type { LinkedRegistration, MessageEvent, OutboxMessage } from '../../domain/mail/outbox-message.ts'
import { messageEvent, owedMail } from '../../domain/mail/owed-mail.ts'
import { addressChangeUntil, mayChangeAddress, shownAddress, waitingChange } from '../../domain/registration/address-change.ts'
import { type Registration, waitingSince } from '../../domain/registration/registration.ts'
import { fileQuestionsOf } from '../../domain/registration-form/file-answer.ts'
import { untilSettled } from '../../runtime/until-settled.ts'
import { type AddressLists, listOf } from '../../store/address-lists.ts'
import type { Events } from '../../store/events.ts'
import type { Registrations } from '../../store/registrations.ts'
import type { AnswerFiles } from '../../store/s3/answer-files.ts'
import type { Keys } from '../../store/secret-keys.ts'
import { type AddressChangeSubject, addressChangeSubject } from '../../tokens/address-change-token.ts'
import { contentTag, type LinkSubject, personHash, registrationId } from '../../tokens/registration-tokens.ts'
import { endStep } from '../seats/vacating.ts'
import { registrationOf } from './finding-by-link.ts'

/** How asking for another address ended: the same for every address, registered or not. */
export type AskingAddress = 'asked' | 'not-possible' | 'no-such-registration' | { readonly problems: readonly FieldProblem[] }

/** A change that a link can still make. */
interface OpenChange {
  readonly outcome: 'open'
  readonly event: Event
  readonly from: Registration
  /** The new address, and the id that a registration has with it. */
  readonly email: string
  readonly id: string
}

/**
 * How a link to confirm an address stands: it works, has done so (`changed`, with the registration), or why not. Only its holder, who reads
 * the mails to that address, learns whether the address is registered, or not on the event's list.
 */
export type AddressChange =
  | OpenChange
  | { readonly outcome: 'changed'; readonly registration: Registration }
  | { readonly outcome: 'no-such-link' | 'link-ended' | 'over' | 'already-registered' | 'not-admitted' }

const rounds = 10
const hourMs = 3_600_000

const isLive = (registration: Registration | undefined): registration is Registration & { status: LinkedRegistration['status'] } =>
  registration !== undefined && registration.status !== 'cancelled'

/** Why an address can no longer be confirmed; undefined while it can. */
const whyEnded = (event: Event, from: Registration, until: Instant, now: Instant): 'over' | 'link-ended' | undefined => {
  if (from.status === 'cancelled' || !isRunning(event, now)) return 'over'
  if (now >= until || waitingChange(from, now) === undefined) return 'link-ended'
  return mayChangeAddress(event, from, now) ? undefined : 'over'
}

/** The same registration under another address: an id, personal link and invitation of its own, all else as it was. */
const moved = ({ event, from, email, id }: OpenChange, round: number): Registration => {
  const { owes: _owes, source: _source, requestKey: _key, requestContent: _content, ...rest } = from
  const { calendarAnswer: _answer, addressChange: _change, waitingSince: since, ...kept } = rest
  const place = since === undefined ? {} : { waitingSince: waitingSince(id, since.split('#')[0] ?? since) }
  return { ...kept, ...place, id, email, round, sequence: 0, revision: event.revision }
}

/** What the new address is told: how the registration stands, with an invitation if there is a place. */
const welcome = (about: MessageEvent, to: Registration, now: Instant): OutboxMessage => {
  switch (to.status) {
    case 'pending':
      return owedMail.pending(about, to, now, to.approveBy ?? now)
    case 'waitlisted':
      return owedMail.waitlisted(about, to, now)
    case 'offered':
      return owedMail.offered(about, to, now, to.offerExpiresAt ?? now)
    case 'confirmed':
    case 'cancelled':
      return owedMail.addressChanged(about, to, now)
  }
}

/** When an address was mailed, if within the hour: it gets at most one such mail, as for other links. */
const mailedLately = ({ addressChange }: Registration, tag: string, now: Instant): Instant | undefined => {
  if (addressChange === undefined || addressChange.tag !== tag) return undefined
  return Date.parse(now) - Date.parse(addressChange.askedAt) < hourMs ? addressChange.askedAt : undefined
}

interface Asked {
  readonly from: Registration
  /** What the new address has been registered as before. */
  readonly existing: Registration | undefined
  readonly until: Instant
}

/** The mail to the new address: to confirm it, unless it has a live registration of its own. */
const toNewAddress = (
  about: MessageEvent,
  mailbox: Parameters<typeof owedMail.addressChange>[1],
  { from, existing, until }: Asked,
  now: Instant,
): OutboxMessage | undefined => {
  const link = ({ id, round, status }: Omit<LinkedRegistration, 'event'>): LinkedRegistration => ({ id, round, status, event: about })
  if (isLive(existing)) return owedMail.addressTaken(about, mailbox, { by: from.name, link: link(existing), asker: from.id }, now)
  return isLive(from) ? owedMail.addressChange(about, mailbox, { by: from.name, link: link(from), until }, now) : undefined
}

interface Parts {
  readonly events: Pick<Events, 'get'>
  readonly registrations: Registrations
  readonly keys: Keys
  readonly lists: Pick<AddressLists, 'admits'>
  readonly files: Pick<AnswerFiles, 'carryOver'>
}

/**
 * Changes the address of a registration, once a link in a mail to the new one is confirmed. As the id of a registration follows from its
 * address, one transaction ends it and makes the same one anew, as handing over a place does.
 */
export const createMovingAddress = ({ events, registrations, keys, lists, files }: Parts) => {
  const tagOf = async (email: string): Promise<string> => contentTag(await keys.links(), { address: emailKey(email) })

  const askOnce = async (subject: LinkSubject, email: string, now: Instant): Promise<AskingAddress | 'again'> => {
    const from = await registrationOf(registrations, subject)
    const event = from === undefined ? undefined : await events.get(from.slug)
    if (from === undefined || event === undefined) return 'no-such-registration'
    if (!mayChangeAddress(event, from, now)) return 'not-possible'
    const key = await keys.links()
    const id = registrationId(key, event.slug, emailKey(email))
    if (id === from.id) return { problems: [{ field: 'email', code: 'own-address' }] }
    const tag = await tagOf(email)
    const mailedAt = mailedLately(from, tag, now)
    if (mailedAt !== undefined && waitingChange(from, now) !== undefined) return 'asked'
    const existing = await registrations.get(id)
    const about = messageEvent(event)
    const [until, to] = [addressChangeUntil(now), shownAddress(email)]
    const mailbox = { id: personMailId({ person: personHash(key, emailKey(email)) }), email, language: from.language }
    const set = { addressChange: { tag, to, askedAt: mailedAt ?? now, until } }
    const owes = owedMail.addressAsked(about, from, { to, tag }, now)
    const step = {
      registration: from,
      set,
      owes,
      alsoOwes: mailedAt === undefined ? toNewAddress(about, mailbox, { from, existing, until }, now) : undefined,
    }
    return (await registrations.write(event.slug, 'changed', now, [step])).outcome === 'written' ? 'asked' : 'again'
  }

  const stopOnce = async (subject: LinkSubject, now: Instant): Promise<'stopped' | 'again'> => {
    const registration = await registrationOf(registrations, subject)
    const waits = registration === undefined ? undefined : waitingChange(registration, now)
    if (registration === undefined || waits === undefined) return 'stopped'
    // It stays known when the mail was sent, so that stopping and asking again does not send another.
    const step = { registration, set: { addressChange: { ...waits, until: now } } }
    return (await registrations.write(registration.slug, 'changed', now, [step])).outcome === 'written' ? 'stopped' : 'again'
  }

  /** What a link is about; undefined once another address was asked for, or the change was stopped. */
  const found = async ({ email, ...subject }: AddressChangeSubject) => {
    // Read the event after the registration, so that its revision is never older than what a fan-out wrote there.
    const from = await registrationOf(registrations, subject)
    const event = from === undefined || from.addressChange?.tag !== (await tagOf(email)) ? undefined : await events.get(from.slug)
    return from === undefined || event === undefined ? undefined : { from, event }
  }

  const isMoved = async ({ id }: Registration): Promise<boolean> => (await registrations.get(id))?.endedBy === 'address-changed'

  const isAdmitted = async (event: Event, email: string): Promise<boolean> => {
    const list = listOf(event)
    return list === undefined || lists.admits(list, email)
  }

  const look = async (token: string, now: Instant): Promise<AddressChange> => {
    const key = await keys.links()
    const asked = addressChangeSubject(key, token)
    if (asked === undefined) return { outcome: 'no-such-link' }
    const about = await found(asked)
    if (about === undefined) return { outcome: 'link-ended' }
    const { email, until } = asked
    const { from, event } = about
    const id = registrationId(key, event.slug, emailKey(email))
    const existing = await registrations.get(id)
    if (from.endedBy === 'address-changed')
      return existing === undefined ? { outcome: 'link-ended' } : { outcome: 'changed', registration: existing }
    const ended = whyEnded(event, from, until, now)
    if (ended !== undefined) return { outcome: ended }
    // Unless the link was used between the two reads, and made it.
    if (isLive(existing)) return (await isMoved(from)) ? look(token, now) : { outcome: 'already-registered' }
    return (await isAdmitted(event, email)) ? { outcome: 'open', event, from, email, id } : { outcome: 'not-admitted' }
  }

  /** Files are answers too. What an interruption leaves behind is carried over when the link is used again. */
  const carryFiles = async (event: Event, from: Registration, to: Registration, now: Instant): Promise<void> => {
    const carry = ({ id }: { readonly id: string }) => files.carryOver({ registration: from, question: id }, to, now)
    await Promise.all(fileQuestionsOf(event, from).map(carry))
  }

  const confirmOnce = async (token: string, now: Instant): Promise<Exclude<AddressChange, OpenChange> | 'again'> => {
    const change = await look(token, now)
    if (change.outcome !== 'open') return change
    const { event, from, id } = change
    const { round } = await registrations.withRound(id)
    const make = moved(change, round + 1)
    const about = messageEvent(event)
    const steps = [endStep(about, from, 'address-changed', now), { make, owes: welcome(about, make, now) }]
    const { outcome } = await registrations.write(event.slug, 'changed', now, steps, { revision: event.revision, handsOver: true })
    if (outcome !== 'written') return 'again'
    await carryFiles(event, from, make, now)
    return { outcome: 'changed', registration: make }
  }

  return {
    /** Sends a link to the new address, and tells the old one. */
    ask: (...asked: Parameters<typeof askOnce>): Promise<AskingAddress> =>
      untilSettled(() => askOnce(...asked), { rounds, otherwise: 'the registration kept changing while another address was asked for' }),

    /** Stops a change that has not been confirmed; repeating it changes nothing. */
    stop: (...asked: Parameters<typeof stopOnce>): Promise<'stopped'> =>
      untilSettled(() => stopOnce(...asked), { rounds, otherwise: 'the registration kept changing while a change of address was stopped' }),

    /** How a link stands; changes nothing. */
    look,

    /** Makes the change; repeating it changes nothing. */
    confirm: (...asked: Parameters<typeof confirmOnce>): Promise<Exclude<AddressChange, OpenChange>> =>
      untilSettled(() => confirmOnce(...asked), { rounds, otherwise: 'the registrations kept changing while an address was confirmed' }),
  }
}
