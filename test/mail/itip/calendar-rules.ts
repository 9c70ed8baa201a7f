import { type CalendarSource, type Component, componentsOf, has, once, propertiesOf, valueIn, within } from './calendar-lines.ts'
import { timeRules } from './calendar-time-rules.ts'
import type { Condition } from './findings.ts'

const textProperties = new Set(['SUMMARY', 'DESCRIPTION', 'LOCATION', 'COMMENT'])
const uriProperties = new Set(['URL', 'ATTACH', 'CONFERENCE', 'ORGANIZER', 'ATTENDEE'])
const escapedText = /^(?:[^\\;,]|\\[\\;,nN])*$/s
// biome-ignore lint/suspicious/noControlCharactersInRegex: looking for them is the point
const controls = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/

const validUtf8 = (bytes: Buffer): boolean => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

const byteRules = ({ bytes, text, malformed, calendar }: CalendarSource): Condition[] => {
  const lines = bytes.toString('latin1').split('\r\n')
  const properties = within(calendar).flatMap((component) => component.properties)
  return [
    [1, !/[^\r]\n|\r[^\n]|\r$/.test(bytes.toString('latin1')) && text.endsWith('END:VCALENDAR\r\n')],
    [2, lines.every((line) => line.length <= 75 && validUtf8(Buffer.from(line, 'latin1')))],
    [3, !controls.test(text) && properties.every(({ name, value }) => !textProperties.has(name) || escapedText.test(value))],
    [4, malformed.length === 0],
    [5, properties.every(({ name, value }) => !uriProperties.has(name) || !value.includes('\\'))],
  ]
}

const calendarRules = ({ calendar }: CalendarSource): Condition[] => [
  [6, ['VERSION', 'PRODID', 'METHOD'].every((name) => once(calendar, name)) && !calendar.late],
]

const shared = ['UID', 'SEQUENCE', 'DTSTAMP', 'ORGANIZER', 'ATTENDEE', 'STATUS']

/** One entry, or one that recurs with occurrences of their own, which share what makes them one (RFC 5546 §3.2.2). */
const onlyOne = ({ calendar }: CalendarSource): Condition => {
  const [first, ...others] = componentsOf(calendar, 'VEVENT')
  const belongs = (other: Component): boolean =>
    has(other, 'RECURRENCE-ID') && !has(other, 'RRULE') && shared.every((name) => valueIn(other, name) === valueIn(first, name))
  const recurs = others.length === 0 || (has(first, 'RRULE') && valueIn(calendar, 'METHOD') !== 'CANCEL')
  return [7, first !== undefined && !has(first, 'RECURRENCE-ID') && recurs && others.every(belongs)]
}

const eventRules = (event: Component | undefined): Condition[] => {
  const uid = valueIn(event, 'UID')
  const alarms = event === undefined ? [] : componentsOf(event, 'VALARM')
  const displays = (alarm: Component): boolean =>
    valueIn(alarm, 'ACTION') === 'DISPLAY' && has(alarm, 'TRIGGER') && has(alarm, 'DESCRIPTION')
  return [
    [7, ['SUMMARY', 'DTSTART', 'DTSTAMP', 'UID', 'ORGANIZER'].every((name) => has(event, name))],
    [14, !has(event, 'UID') || (once(event, 'UID') && Buffer.byteLength(uid) <= 255 && /^[^@\s]+@[^@\s]+$/.test(uid))],
    [15, once(event, 'SEQUENCE') && /^\d+$/.test(valueIn(event, 'SEQUENCE'))],
    [17, propertiesOf(event, 'ORGANIZER').length <= 1 && /^(mailto:[^@\s]+@[^@\s]+)?$/i.test(valueIn(event, 'ORGANIZER'))],
    [25, alarms.every(displays)],
  ]
}

/** The conditions on a calendar object with one event. */
const objectRules = (source: CalendarSource, event: Component | undefined): Condition[] => [
  ...byteRules(source),
  ...timeRules(source, event),
  ...calendarRules(source),
  onlyOne(source),
  ...componentsOf(source.calendar, 'VEVENT')
    .filter((other) => has(other, 'RECURRENCE-ID'))
    .flatMap((other) => timeRules(source, other)),
  ...eventRules(event),
]

const attendeeParameters = { CUTYPE: 'INDIVIDUAL', ROLE: 'REQ-PARTICIPANT', PARTSTAT: 'NEEDS-ACTION', RSVP: 'TRUE' }

const invitationRules = ({ calendar }: CalendarSource, event: Component | undefined, recipient: string): Condition[] => {
  const attendees = propertiesOf(event, 'ATTENDEE')
  const [attendee] = attendees
  const method = valueIn(calendar, 'METHOD')
  const status = valueIn(event, 'STATUS')
  const alarmed = event !== undefined && componentsOf(event, 'VALARM').length > 0
  const asked = Object.entries(attendeeParameters).every(([name, value]) => attendee?.parameters.get(name) === value)
  return [
    [7, attendee !== undefined],
    [14, !valueIn(event, 'UID').toLowerCase().includes(recipient.toLowerCase())],
    [18, attendees.length <= 1 && (attendee === undefined || attendee.value.replace(/^mailto:/i, '') === recipient)],
    [19, attendee === undefined || asked],
    [20, method !== 'REQUEST' || ['', 'TENTATIVE', 'CONFIRMED'].includes(status)],
    [21, method !== 'CANCEL' || (status === 'CANCELLED' && !alarmed)],
  ]
}

const eventOf = (source: CalendarSource): Component | undefined => componentsOf(source.calendar, 'VEVENT')[0]

/** The conditions on the calendar object of an invitation to a recipient. */
export const invitationConditions = (source: CalendarSource, recipient: string): Condition[] => {
  const event = eventOf(source)
  return [...objectRules(source, event), ...invitationRules(source, event, recipient)]
}

/** The conditions on a calendar object that anyone may download. */
export const publicationConditions = (source: CalendarSource): Condition[] => {
  const event = eventOf(source)
  const published: Condition = [24, valueIn(source.calendar, 'METHOD') === 'PUBLISH' && !has(event, 'ATTENDEE')]
  return [...objectRules(source, event), published]
}

const duration = 'PT1H'

/** The conditions on a subscribed calendar. */
export const feedConditions = (source: CalendarSource): Condition[] => {
  const { calendar } = source
  const events = componentsOf(calendar, 'VEVENT')
  // Occurrences of one entry share its UID (RFC 5545 §3.8.4.4).
  const ids = events.map((event) => `${valueIn(event, 'UID')} ${valueIn(event, 'RECURRENCE-ID')}`)
  const [refresh] = propertiesOf(calendar, 'REFRESH-INTERVAL')
  const looksAgain = refresh?.value === duration && refresh.parameters.get('VALUE') === 'DURATION'
  return [
    ...byteRules(source),
    ...calendarRules(source),
    ...events.flatMap((event) => [...timeRules(source, event), ...eventRules(event)]),
    [24, valueIn(calendar, 'METHOD') === 'PUBLISH' && !events.some((event) => has(event, 'ATTENDEE'))],
    [45, looksAgain && valueIn(calendar, 'X-PUBLISHED-TTL') === duration && has(calendar, 'X-WR-CALNAME')],
    [45, new Set(ids).size === ids.length && calendar.components.length > 0],
  ]
}
