import { calendarMailConditions, mailConditions, plainConditions } from '../mime/mime-rules.ts'
import { addressesIn, allParts, headers, type MimePart, parseMime } from '../mime/mime-tree.ts'
import { type CalendarSource, componentsOf, propertiesOf, readCalendar } from './calendar-lines.ts'
import { feedConditions, invitationConditions, publicationConditions } from './calendar-rules.ts'
import { broken, type Condition, type Finding } from './findings.ts'

export type { Finding } from './findings.ts'

const calendarOf = (mail: MimePart): CalendarSource =>
  readCalendar(allParts(mail).find(({ type }) => type === 'text/calendar')?.content ?? Buffer.alloc(0))

const recipientOf = (mail: MimePart): string => headers(mail, 'to').flatMap(addressesIn)[0] ?? ''

/** What is wrong with a mail that carries an invitation or withdraws one, from its raw bytes. */
export const lintInvitation = (raw: Buffer): readonly Finding[] => {
  const mail = parseMime(raw)
  const source = calendarOf(mail)
  return broken([...invitationConditions(source, recipientOf(mail)), ...mailConditions(raw, mail), ...calendarMailConditions(mail, source)])
}

/** What is wrong with a mail without a calendar object, from its raw bytes. */
export const lintPlainMail = (raw: Buffer): readonly Finding[] => {
  const mail = parseMime(raw)
  return broken([...mailConditions(raw, mail), ...plainConditions(mail)])
}

/** What is wrong with a calendar file that anyone may download. */
export const lintPublication = (text: string): readonly Finding[] => broken(publicationConditions(readCalendar(Buffer.from(text))))

/** What is wrong with a subscribed calendar. */
export const lintFeed = (text: string): readonly Finding[] => broken(feedConditions(readCalendar(Buffer.from(text))))

interface Revision {
  readonly bytes: Buffer
  readonly recipient: string
  readonly uid: string
  readonly method: string
  readonly sequence: number
  readonly stamp: string
  /** What may not change without a higher SEQUENCE. */
  readonly substance: string
}

const revisionOf = (raw: Buffer): Revision => {
  const mail = parseMime(raw)
  const { bytes, calendar } = calendarOf(mail)
  const [event, ...occurrences] = componentsOf(calendar, 'VEVENT')
  const others = occurrences.flatMap((each) => ['RECURRENCE-ID', 'DTSTART', 'DTEND'].map((name) => propertiesOf(each, name)[0]?.value))
  const value = (name: string): string => propertiesOf(event, name)[0]?.value ?? ''
  const zone = propertiesOf(event, 'DTSTART')[0]?.parameters.get('TZID') ?? 'UTC'
  return {
    bytes,
    recipient: recipientOf(mail),
    uid: value('UID'),
    method: propertiesOf(calendar, 'METHOD')[0]?.value ?? '',
    sequence: Number(value('SEQUENCE')),
    stamp: value('DTSTAMP'),
    substance: [zone, value('DTSTART'), value('DTEND'), value('STATUS'), value('RRULE'), ...others].join(' '),
  }
}

const stepConditions = (before: Revision, after: Revision): readonly Condition[] => {
  const rises = after.sequence > before.sequence
  const resent = after.sequence === before.sequence && after.method === before.method && after.substance === before.substance
  const uncancels = before.method === 'CANCEL' && after.method === 'REQUEST'
  return [
    [14, after.recipient === before.recipient],
    [15, rises || resent || uncancels || after.method === 'CANCEL' || after.sequence < before.sequence],
    [16, resent ? after.bytes.equals(before.bytes) : !rises || after.stamp >= before.stamp],
    [21, after.method !== 'CANCEL' || rises || resent || after.sequence < before.sequence],
    [23, !uncancels || rises || after.sequence < before.sequence],
    [41, after.sequence >= before.sequence],
  ]
}

/** What is wrong with several mails in sending order, comparing each invitation (UID) with the one before it. */
export const lintHistory = (mails: readonly Buffer[]): readonly Finding[] => {
  const byUid = Map.groupBy(mails.map(revisionOf), ({ uid }) => uid)
  const steps = [...byUid.values()].flatMap((revisions) =>
    revisions.slice(1).flatMap((after, index) => {
      const before = revisions[index]
      return before === undefined ? [] : stepConditions(before, after)
    }),
  )
  return broken(steps)
}
