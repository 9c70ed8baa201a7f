import type { Instant } from '../../shared/domain/basics/wall-time.ts'
import type { OutboxMessage } from '../../shared/domain/mail/outbox-message.ts'
import { erasureDays } from '../../shared/domain/people/periods.ts'
import { dataSubject } from '../../shared/domain/staff/audit.ts'
import { inGroups } from '../../shared/runtime/in-parallel.ts'
import { logger } from '../../shared/runtime/logger.ts'
import type { AddressLists } from '../../shared/store/address-lists.ts'
import type { Events } from '../../shared/store/events.ts'
import type { Erasure, Erasures } from '../../shared/store/people/erasures.ts'
import type { NamesInMails } from '../../shared/store/people/names-in-mails.ts'
import type { Deleting } from '../../shared/store/people/personal-data.ts'
import type { Registrations } from '../../shared/store/registrations.ts'
import type { AnswerFiles } from '../../shared/store/s3/answer-files.ts'
import type { InboundMails } from '../../shared/store/s3/inbound-mails.ts'
import type { Speakers } from '../../shared/store/speaker/speakers.ts'
import type { AuditLog } from '../../shared/store/staff/audit-log.ts'
import {
  createFindingPersonalData,
  type FindingParts,
  type FoundData,
  type RegistrationData,
} from '../../shared/use-cases/people/finding-personal-data.ts'
import { createCancelling } from '../../shared/use-cases/registration/cancelling.ts'
import type { SpeakerData } from '../../shared/use-cases/speaker/finding-speakers.ts'

export interface ErasingParts extends FindingParts {
  readonly events: Events
  readonly registrations: Registrations
  readonly speakers: Pick<Speakers, 'getAll' | 'remove'>
  readonly erasures: Erasures
  readonly deleting: Deleting
  readonly namesInMails: NamesInMails
  readonly lists: Pick<AddressLists, 'remove'>
  readonly files: Pick<AnswerFiles, 'allOf' | 'removeStored'>
  readonly mails: Pick<InboundMails, 'remove'>
  readonly audit: Pick<AuditLog, 'addOnce'>
}

const minuteMs = 60_000
// By then whoever read something before it was removed has written what follows from it: no function runs longer than this.
const settledMs = 15 * minuteMs
const lastMs = erasureDays * 1440 * minuteMs

const later = (at: Instant, ms: number): Instant => new Date(Date.parse(at) + ms).toISOString()

const endings: ReadonlySet<string> = new Set(['cancellation', 'waitlist-left', 'offer-ended', 'request-ended'])
const underWay: ReadonlySet<string> = new Set(['pending', 'sending', 'parked', 'unknown'])

/** What the person was called when the erasure was requested, now and before. */
const namesIn = ({ registrations }: FoundData, { requestedAt, names = [] }: Erasure): readonly string[] => {
  const own = registrations.filter(({ registration: { registeredAt } }) => registeredAt <= requestedAt)
  return [
    ...new Set([
      ...names,
      ...own.flatMap(({ registration, messages }) => [registration.name, ...messages.map((each) => each.recipient.name)]),
    ]),
  ]
}

/** What a look at a person's data led to: whether a last mail is yet to be sent, and how many things were removed. */
interface Progress {
  readonly waits: boolean
  readonly removed: number
}

const together = (parts: readonly Progress[]): Progress => ({
  waits: parts.some(({ waits }) => waits),
  removed: parts.reduce((sum, { removed }) => sum + removed, 0),
})

/**
 * Erases people. Each look finds what there is, ends what is live in the normal way, removes everything else but last mails yet to
 * be sent, and comes back until a later look finds nothing: so it can stop anywhere, and what was written meanwhile goes too.
 */
export const createErasingPeople = (parts: ErasingParts) => {
  const { erasures, deleting, lists, files, mails, audit } = parts
  const find = createFindingPersonalData(parts)
  const cancel = createCancelling(parts)

  const removeMessages = async (messages: readonly OutboxMessage[]): Promise<number> =>
    (await inGroups(messages, ({ registrationId, id }) => deleting.message(registrationId, id))).length

  const removeFiles = async (stored: RegistrationData['files'], now: Instant): Promise<number> =>
    (await inGroups(stored, (file) => files.removeStored(file, now))).length

  const eraseRegistration = async (
    { registration, event, messages, files: stored }: RegistrationData,
    erasure: Erasure,
    now: Instant,
  ): Promise<Progress> => {
    const { round, status, registeredAt } = registration
    const isNewer = registeredAt > erasure.requestedAt
    if (!isNewer && status !== 'cancelled' && now < event.endsAt) {
      await cancel(registration, now)
      return { waits: true, removed: 1 }
    }
    const patient = now < later(erasure.requestedAt, lastMs)
    const isLast = ({ kind, state }: OutboxMessage): boolean => patient && endings.has(kind) && underWay.has(state)
    const own = isNewer ? messages.filter((message) => message.round < round) : messages
    const gone = own.filter((message) => !isLast(message))
    const removed = await removeMessages(gone)
    const waits = gone.length < own.length
    const removedFiles = await removeFiles(isNewer ? stored.filter((file) => file.round < round) : stored, now)
    if (isNewer || waits) return { waits, removed: removed + removedFiles }
    return { waits: !(await deleting.person(registration, now)), removed: removed + removedFiles + 1 }
  }

  /** Who was added, or asked again, since the person asked to be erased, is another matter. */
  const eraseSpeaker = async ({ speaker }: SpeakerData, erasure: Erasure): Promise<Progress> => {
    if ((speaker.invitedAt ?? speaker.addedAt) > erasure.requestedAt) return { waits: false, removed: 0 }
    return { waits: !(await parts.speakers.remove(speaker)), removed: 1 }
  }

  const eraseUnderAddress = async (found: FoundData, erasure: Erasure, now: Instant): Promise<Progress> => {
    const { person, email, suppression } = found
    const isCovered = (at: Instant): boolean => at <= erasure.requestedAt
    const letters = found.letters.filter(({ receivedAt }) => isCovered(receivedAt))
    const received = found.received.filter(({ receivedAt }) => isCovered(receivedAt))
    for (const letter of letters) {
      // The mail first: its item is the only way to it.
      await mails.remove(letter.mail, now)
      await deleting.letter(person, letter)
    }
    for (const { mail } of received) {
      await mails.remove(mail, now)
      await deleting.receivedMail(person, mail)
    }
    for (const list of found.entries.keys()) await lists.remove(list, [email])
    const messages = found.messages.filter(({ createdAt }) => isCovered(createdAt))
    await removeMessages(messages)
    const asks = (await parts.personalData.asksOf(person)).filter(({ askedAt }) => isCovered(askedAt))
    await inGroups(asks, deleting.ask)
    const reasons = (['bounce', 'complaint'] as const).filter((reason) => suppression?.[reason] !== undefined)
    for (const reason of reasons) await deleting.reduceSuppression(person, reason)
    if (suppression !== undefined && reasons.length === 0) await deleting.suppression(person)
    return { waits: false, removed: letters.length + received.length + found.entries.size + messages.length + asks.length }
  }

  const erase = async (erasure: Erasure, now: Instant): Promise<void> => {
    const found = await find(erasure.email, now)
    // They must outlast the registrations: a mail that names the person may only now be on its way to the outbox.
    const names = namesIn(found, erasure)
    if (names.length > (erasure.names ?? []).length) await erasures.remember(erasure, names)
    const unnamed = { waits: false, removed: await parts.namesInMails.remove(names) }
    const registrations = await inGroups(found.registrations, (each) => eraseRegistration(each, erasure, now))
    const erased = await inGroups(found.erased, async (each) => ({
      waits: false,
      removed: (await removeMessages(each.messages)) + (await removeFiles(each.files, now)),
    }))
    const speaking = await inGroups(found.speakers, (each) => eraseSpeaker(each, erasure))
    const { waits, removed } = together([unnamed, ...registrations, ...erased, ...speaking, await eraseUnderAddress(found, erasure, now)])
    // The key of the address, so that erasures can be repeated after restoring a backup.
    logger.info('person erased', { code: 'person-erased', person: erasure.person, waits, removed, request: erasure.request })
    if (waits) return erasures.continueAt(erasure, later(now, minuteMs), undefined)
    const { sweptAt, request } = erasure
    if (removed > 0 || sweptAt === undefined) return erasures.continueAt(erasure, later(now, settledMs), now)
    await audit.addOnce({ at: sweptAt, deed: 'erase-person', outcome: 'done', subject: dataSubject, by: dataSubject, via: 'page', request })
    return erasures.finish(erasure)
  }

  return erase
}
