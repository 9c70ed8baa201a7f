import { network } from '../../../shared/domain/basics/network.ts'
import type { Event } from '../../../shared/domain/event/event.ts'
import type { OutboxMessage } from '../../../shared/domain/mail/outbox-message.ts'
import { invitationSubject, invitationUid, type Registration } from '../../../shared/domain/registration/registration.ts'
import { componentsOf, propertiesOf, readCalendar, valueIn } from '../../mail/itip/calendar-lines.ts'
import { lintHistory } from '../../mail/itip/itip-linter.ts'
import { allParts, parseMime } from '../../mail/mime/mime-tree.ts'
import type { Asked, SesLog } from './post-office.ts'

/** An invitation, or its cancellation, as SES took it. */
interface Told {
  readonly raw: Buffer
  readonly uid: string
  readonly method: string
  readonly sequence: number
  /** The start as in the calendar object, `20220518T140000`. */
  readonly start: string
}

const toldBy = ({ mail: { raw } }: Asked): Told | undefined => {
  const part = allParts(parseMime(raw)).find(({ type }) => type === 'text/calendar')
  if (part === undefined) return undefined
  const { calendar } = readCalendar(part.content)
  const [event] = componentsOf(calendar, 'VEVENT')
  return {
    raw,
    uid: valueIn(event, 'UID'),
    method: propertiesOf(calendar, 'METHOD')[0]?.value ?? '',
    sequence: Number(valueIn(event, 'SEQUENCE')),
    start: valueIn(event, 'DTSTART'),
  }
}

// Nothing more can be done about these: SES rejects the mail, or nothing arrives at the address.
const excused = (messages: readonly OutboxMessage[], uid: string, sequence: number): boolean =>
  messages.some(({ calendar, state }) => calendar?.uid === uid && calendar.sequence === sequence && state === 'failed')

const digits = (local: string): string => `${local.replaceAll(/[-:]/g, '')}00`

/** Whether a person's calendar contradicts the registration. */
const misled = (registration: Registration, event: Event, told: readonly Told[], messages: readonly OutboxMessage[]): readonly string[] => {
  const uid = invitationUid(registration, network.mail.domain)
  const { email, status, sequence } = registration
  const last = told.at(-1)
  if (status === 'confirmed') {
    if (excused(messages, uid, sequence)) return []
    if (last === undefined) return [`${email} has a place and no invitation`]
    const right = last.method === 'REQUEST' && last.sequence === sequence && last.start === digits(event.start)
    return right
      ? []
      : [`${email} has a place, and the calendar says ${last.method} ${last.sequence} at ${last.start}, not ${sequence} at ${event.start}`]
  }
  if (last === undefined || last.method === 'CANCEL' || excused(messages, uid, sequence)) return []
  return [`${email} is ${status}, and the calendar still has the invitation`]
}

/** An invitation of an earlier registration of the same address, which must be withdrawn. */
const leftOver = (
  registration: Registration,
  uid: string,
  last: Told | undefined,
  messages: readonly OutboxMessage[],
): readonly string[] => {
  const of = invitationSubject(uid, network.mail.domain)
  if (of === undefined || of.round >= registration.round || last?.method === 'CANCEL') return []
  const cancel = messages.find(({ kind, calendar }) => kind === 'cancellation' && calendar?.uid === uid)
  return cancel !== undefined && cancel.state === 'failed' ? [] : [`${registration.email} registered anew, and the old invitation stands`]
}

/** Checks that everyone's calendar shows the last state, and that no mail ever set it back. */
export const auditCalendars = (
  event: Event,
  registrations: readonly Registration[],
  messages: readonly OutboxMessage[],
  { asked }: SesLog,
): readonly string[] => {
  const taken = asked.filter(({ isAccepted }) => isAccepted).flatMap((each) => toldBy(each) ?? [])
  const byUid = Map.groupBy(taken, ({ uid }) => uid)
  const byPerson = Map.groupBy(messages, ({ registrationId }) => registrationId)
  const people = new Map(registrations.map((registration) => [registration.id, registration]))
  const history = [...byUid].flatMap(([uid, told]) =>
    lintHistory(told.map(({ raw }) => raw)).map(
      (finding) => `${uid}: ${JSON.stringify(finding)} in ${told.map(({ method, sequence }) => `${method} ${sequence}`).join(', ')}`,
    ),
  )
  const old = [...byUid].flatMap(([uid, told]) => {
    const id = invitationSubject(uid, network.mail.domain)?.id ?? ''
    const registration = people.get(id)
    return registration === undefined ? [] : leftOver(registration, uid, told.at(-1), byPerson.get(id) ?? [])
  })
  const wrong = registrations.flatMap((registration) => {
    const told = byUid.get(invitationUid(registration, network.mail.domain)) ?? []
    return misled(registration, event, told, byPerson.get(registration.id) ?? [])
  })
  return [...history, ...old, ...wrong]
}
