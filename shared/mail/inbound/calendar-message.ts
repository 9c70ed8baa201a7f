import ICAL from 'ical.js'
import { findIana } from 'windows-iana'
import * as z from 'zod'
import { type Instant, instantNear, timeZoneSchema, wallTimeSchema } from '../../domain/basics/wall-time.ts'
import { type CalendarAnswer, type CalendarReply, calendarAnswers } from '../../domain/calendar/calendar-answer.ts'
import type { ProposedTime } from '../../domain/mail/letter.ts'

/**
 * What a calendar object received by mail says.
 * - `answer`: one of the answers that count, to the invitation with its UID
 * - `proposal`: another time is proposed (COUNTER); absent if unreadable. Whoever declines at the same time has a `reply`
 * - `other`: anything else about an event
 * `remark` is the comment that came with it.
 */
export type CalendarMessage = { readonly remark: string | undefined } & (
  | { readonly kind: 'answer'; readonly reply: CalendarReply }
  | {
      readonly kind: 'proposal'
      readonly uid: string | undefined
      readonly proposed: ProposedTime | undefined
      readonly reply?: CalendarReply
    }
  | { readonly kind: 'other'; readonly uid: string | undefined }
)

const answerSchema = z.string().toLowerCase().pipe(z.enum(calendarAnswers))
const sequenceSchema = z.int().min(0).max(2_147_483_647).catch(0)

/** An address without its scheme; Exchange writes the scheme in capitals, others in any case. */
const addressOf = (value: unknown): string =>
  z
    .string()
    .catch('')
    .parse(value)
    .replace(/^mailto:/i, '')
    .trim()

const textOf = (event: ICAL.Component, name: string): string | undefined => {
  const text = z.string().safeParse(event.getFirstPropertyValue(name))
  return text.success && text.data.trim() !== '' ? text.data.trim() : undefined
}

// What calendars write: one change a year, such as the last Sunday in March, or the Sunday from the 8th to the 14th. Rules that
// repeat more often would be expanded, year by year, until the time of the event.
const oneAYear =
  /^FREQ=YEARLY(?:;(?:INTERVAL|COUNT|UNTIL|WKST)=[\w:+-]*|;BYMONTH=\d{1,2}|;BYDAY=[+-]?\d?(?:SU|MO|TU|WE|TH|FR|SA)|;BYMONTHDAY=-?\d{1,2}(?:,-?\d{1,2}){0,6})*$/
const isOneAYear = (rule: string): boolean =>
  oneAYear.test(rule) && rule.split(';BYMONTH=').length === (/;BY(?:DAY|MONTHDAY)=/.test(rule) ? 2 : rule.split(';BYMONTH=').length)
const mostObservances = 40
const mostRules = 8
// Outlook's zones begin in 1601.
const earliestRule = 1600
const years = { first: 1970, last: 2100 }

const startYear = (observance: ICAL.Component): number => {
  const start = observance.getFirstPropertyValue('dtstart')
  return start instanceof ICAL.Time ? start.year : 0
}

/** Whether the zone described by the object can be computed quickly: about a thousand changes at most. */
const isPlain = ({ component }: ICAL.Timezone): boolean => {
  const observances = component?.getAllSubcomponents() ?? []
  const rules = observances.map((each) => each.getAllProperties('rrule').map((property) => String(property.getFirstValue())))
  return (
    observances.length <= mostObservances &&
    observances.every((each) => startYear(each) >= earliestRule) &&
    rules.flat().length <= mostRules &&
    rules.every((each) => each.length <= 1 && each.every(isOneAYear))
  )
}

/** A time as an instant, UTC if it has no zone; undefined for absurd ones. */
const instantOf = (value: ICAL.Time): Instant | undefined => {
  if (value.year < years.first || value.year > years.last || !isPlain(value.zone)) return undefined
  const at = new Date(value.toUnixTime() * 1000)
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString()
}

const stampOf = (event: ICAL.Component): Instant | undefined => {
  const value = event.getFirstPropertyValue('dtstamp')
  return value instanceof ICAL.Time ? instantOf(value) : undefined
}

/** The zone of a wall time: Outlook names those of Windows, whose IANA names are in CLDR's table. */
const zoneNamed = (tzid: unknown) => {
  const name = z.string().catch('').parse(tzid)
  return timeZoneSchema.safeParse(findIana(name)[0] ?? name)
}

/** A time of the event; undefined for whole days, and for wall times in a zone that the object does not define and nobody knows. */
const timeOf = (event: ICAL.Component, name: 'dtstart' | 'dtend'): Instant | undefined => {
  const property = event.getFirstProperty(name)
  const value = property?.getFirstValue()
  if (!(value instanceof ICAL.Time) || value.isDate) return undefined
  if (value.zone !== ICAL.Timezone.localTimezone) return instantOf(value)
  const zone = zoneNamed(property?.getFirstParameter('tzid'))
  const wallTime = wallTimeSchema.safeParse(value.toString().slice(0, 16))
  return zone.success && wallTime.success ? instantNear(wallTime.data, zone.data) : undefined
}

const proposedIn = (event: ICAL.Component): ProposedTime | undefined => {
  const start = timeOf(event, 'dtstart')
  const end = timeOf(event, 'dtend')
  if (start === undefined) return undefined
  return end === undefined || end <= start ? { start } : { start, end }
}

interface Attendee {
  readonly address: string
  readonly answer: CalendarAnswer['answer'] | undefined
}

/** Who answers what: the only ATTENDEE of a REPLY or, if a calendar repeats the others, the sender's or one that has answered. */
const attendeeOf = (event: ICAL.Component, sender: string | undefined): Attendee | undefined => {
  const attendees = event.getAllProperties('attendee').map((property) => ({
    address: addressOf(property.getFirstValue()),
    answer: answerSchema.safeParse(property.getFirstParameter('partstat')).data,
  }))
  const own = attendees.find(({ address }) => address.toLowerCase() === sender?.toLowerCase())
  return own?.answer !== undefined ? own : (attendees.find(({ answer }) => answer !== undefined) ?? attendees[0])
}

/** What the calendar answered, if it is one of the answers that count. */
const replyIn = (event: ICAL.Component, uid: string | undefined, sender: string | undefined): CalendarReply | undefined => {
  const attendee = attendeeOf(event, sender)
  if (uid === undefined || attendee?.answer === undefined) return undefined
  const stamp = stampOf(event)
  return {
    uid,
    answer: attendee.answer,
    sequence: sequenceSchema.parse(event.getFirstPropertyValue('sequence')),
    ...(stamp === undefined ? {} : { stamp }),
    addresses: [attendee.address, ...(sender === undefined ? [] : [sender])],
  }
}

/** Whether it is about one occurrence of a recurring entry. */
const ofOneDay = (event: ICAL.Component): boolean => event.hasProperty('recurrence-id')

const read = (text: string, sender: string | undefined, named: string): CalendarMessage | undefined => {
  // ical.js parses several objects in one text as an array; the first is what the mail is about.
  const parsed: unknown = ICAL.parse(text)
  const first: unknown = Array.isArray(parsed) && Array.isArray(parsed[0]) ? parsed[0] : parsed
  if (!Array.isArray(first)) return undefined
  const calendar = new ICAL.Component(first)
  const events = calendar.getAllSubcomponents('vevent')
  // What is said of one day of an event over several days is not about the place.
  const event = events.find((each) => !ofOneDay(each)) ?? events[0]
  if (event === undefined) return undefined
  const method = (textOf(calendar, 'method') ?? named).toUpperCase()
  const uid = textOf(event, 'uid')
  const remark = textOf(event, 'comment')
  const reply = ['REPLY', 'COUNTER'].includes(method) && !ofOneDay(event) ? replyIn(event, uid, sender) : undefined
  if (method === 'COUNTER') {
    const declined = reply?.answer === 'declined' ? { reply } : {}
    return { kind: 'proposal', uid, proposed: proposedIn(event), remark, ...declined }
  }
  return reply === undefined ? { kind: 'other', uid, remark } : { kind: 'answer', reply, remark }
}

/**
 * Reads a calendar object from a mail by `sender`; undefined if it is none. Never throws, whatever the text.
 * `named` is the method in Content-Type, for objects that do not repeat it (RFC 6047 §2.4).
 */
export const readCalendarMessage = (text: string, sender: string | undefined, named = ''): CalendarMessage | undefined => {
  try {
    return read(text, sender, named)
  } catch {
    return undefined
  }
}
