import ICAL from 'ical.js'
import * as z from 'zod'
import type { Instant } from '../../domain/basics/wall-time.ts'
import { type CalendarAnswer, type CalendarReply, calendarAnswers } from '../../domain/calendar/calendar-answer.ts'
import type { ProposedTime } from '../../domain/mail/letter.ts'
import { instantBy, instantOf } from './foreign-times.ts'

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

const stampOf = (event: ICAL.Component): Instant | undefined => {
  const value = event.getFirstPropertyValue('dtstamp')
  return value instanceof ICAL.Time ? instantOf(value) : undefined
}

/** A time of the event; undefined for whole days, and for wall times in a zone that the object does not define and nobody knows. */
const timeOf = (event: ICAL.Component, name: 'dtstart' | 'dtend'): Instant | undefined => {
  const property = event.getFirstProperty(name)
  const value = property?.getFirstValue()
  return value instanceof ICAL.Time && !value.isDate ? instantBy(value, property?.getFirstParameter('tzid')) : undefined
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
