import ICAL from 'ical.js'
import * as z from 'zod'
import { type CalendarAnswer, type CalendarReply, calendarAnswers } from '../domain/calendar-answer.ts'
import type { Instant } from '../domain/wall-time.ts'

/**
 * What a calendar object that came by mail says.
 * - `answer`: one of the answers that count, to the invitation with its UID; `remark` when words came with it
 * - `proposal`: another time is proposed (COUNTER)
 * - `other`: anything else about an event
 */
export type CalendarMessage =
  | { readonly kind: 'answer'; readonly reply: CalendarReply; readonly remark: boolean }
  | { readonly kind: 'proposal' | 'other'; readonly uid: string | undefined }

const answerSchema = z.string().toLowerCase().pipe(z.enum(calendarAnswers))
const sequenceSchema = z.int().min(0).max(2_147_483_647).catch(0)

/** An address without its scheme; Exchange has it in capitals, and others in any. */
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
  if (!(value instanceof ICAL.Time)) return undefined
  const at = new Date(value.toUnixTime() * 1000)
  return Number.isNaN(at.getTime()) || at.getUTCFullYear() > 9999 || at.getUTCFullYear() < 1970 ? undefined : at.toISOString()
}

interface Attendee {
  readonly address: string
  readonly answer: CalendarAnswer['answer'] | undefined
}

/** Who answers what: the one ATTENDEE of a REPLY or, where a calendar repeats others, the sender's or one who has answered. */
const attendeeOf = (event: ICAL.Component, sender: string | undefined): Attendee | undefined => {
  const attendees = event.getAllProperties('attendee').map((property) => ({
    address: addressOf(property.getFirstValue()),
    answer: answerSchema.safeParse(property.getFirstParameter('partstat')).data,
  }))
  const own = attendees.find(({ address }) => address.toLowerCase() === sender?.toLowerCase())
  return own?.answer !== undefined ? own : (attendees.find(({ answer }) => answer !== undefined) ?? attendees[0])
}

const read = (text: string, sender: string | undefined): CalendarMessage | undefined => {
  // ical.js takes several objects in one text as an array of them; the first is what the mail is about.
  const parsed: unknown = ICAL.parse(text)
  const first: unknown = Array.isArray(parsed) && Array.isArray(parsed[0]) ? parsed[0] : parsed
  if (!Array.isArray(first)) return undefined
  const calendar = new ICAL.Component(first)
  const event = calendar.getFirstSubcomponent('vevent')
  if (event === null) return undefined
  const method = (textOf(calendar, 'method') ?? '').toUpperCase()
  const uid = textOf(event, 'uid')
  if (method === 'COUNTER') return { kind: 'proposal', uid }
  const attendee = method === 'REPLY' ? attendeeOf(event, sender) : undefined
  if (uid === undefined || attendee?.answer === undefined) return { kind: 'other', uid }
  const stamp = stampOf(event)
  const reply: CalendarReply = {
    uid,
    answer: attendee.answer,
    sequence: sequenceSchema.parse(event.getFirstPropertyValue('sequence')),
    ...(stamp === undefined ? {} : { stamp }),
    addresses: [attendee.address, ...(sender === undefined ? [] : [sender])],
  }
  return { kind: 'answer', reply, remark: textOf(event, 'comment') !== undefined }
}

/** Reads a calendar object from a mail of `sender`; undefined for what is none. Never throws, whatever the text. */
export const readCalendarMessage = (text: string, sender: string | undefined): CalendarMessage | undefined => {
  try {
    return read(text, sender)
  } catch {
    return undefined
  }
}
