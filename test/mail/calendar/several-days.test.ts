import { describe, expect, test } from '@jest/globals'
import ICAL from 'ical.js'
import { cancelled, type Event, type EventInput, inputOf, revise } from '../../../shared/domain/event/event.ts'
import { eventInputSchema } from '../../../shared/domain/event/input.ts'
import { movedBy } from '../../../shared/domain/event/time-limits.ts'
import { changedEvent, messageEvent, owedMail } from '../../../shared/domain/mail/owed-mail.ts'
import { invitation } from '../../../shared/mail/calendar/invitation.ts'
import { readCalendarMessage } from '../../../shared/mail/inbound/calendar-message.ts'
import { loadTexts } from '../../../shared/texts/texts.ts'
import { makeStoredEvent } from '../../make/stored-event.ts'
import { lintHistory, lintInvitation } from '../itip/itip-linter.ts'
import { links, rawMail } from '../make-message.ts'

await loadTexts('en')

const to = (sequence: number) => ({
  id: 'abcdefghijklmnopqrstuv',
  round: 1,
  name: 'Ana Kovač',
  email: 'ana.kovac@authority.example',
  language: 'en' as const,
  sequence,
  sessions: ['night'],
})

const webinar = (overrides: Partial<EventInput> = {}): Event => makeStoredEvent(overrides)
const at = (day: number): string => `2022-05-${String(day).padStart(2, '0')}T09:00:00.000Z`
const changed = (event: Event, change: Partial<EventInput>, day: number): Event =>
  revise(event, eventInputSchema.parse({ ...inputOf(event), ...change }), at(day))

const confirmation = (event: Event) => owedMail.confirmation(messageEvent(event), to(0), at(1))
const update = (event: Event, sequence: number) => owedMail.update(changedEvent(event), to(sequence - 1), at(sequence + 1))

/** Each occurrence that a calendar shows, with its instants. */
const occurrences = (message: ReturnType<typeof confirmation>): readonly string[] => {
  const components = ICAL.Component.fromString(invitation(message, links.event)?.text ?? '').getAllSubcomponents('vevent')
  const [event, ...others] = components.map((each) => new ICAL.Event(each))
  for (const other of others) event?.relateException(other)
  const shown = (time: ICAL.Time): string => new Date(time.toUnixTime() * 1000).toISOString().slice(5, 16)
  if (event?.isRecurring() !== true) return event === undefined ? [] : [`${shown(event.startDate)}–${shown(event.endDate)}`]
  const starts = event.iterator()
  return Array.from({ length: 40 }, () => starts.next()).flatMap((next: ICAL.Time | undefined) => {
    if (next === undefined) return []
    const { startDate, endDate } = event.getOccurrenceDetails(next)
    return [`${shown(startDate)}–${shown(endDate)}`]
  })
}

const night = { id: 'night', title: 'Night', kind: 'social' as const, speakers: [], choose: true }

describe('the invitation to an event over several days', () => {
  test('follows it from one day to three, to other hours, by a day as a whole, back to one day and out of the calendar', async () => {
    const one = webinar()
    const three = changed(one, { end: '2022-05-19T12:00' }, 2)
    const evening = changed(three, { sessions: [{ ...night, start: '2022-05-17T22:00', end: '2022-05-18T01:00' }] }, 3)
    const later = revise(evening, eventInputSchema.parse(movedBy(inputOf(evening), 1440)), at(4))
    const short = changed(later, { sessions: [], end: '2022-05-18T12:00' }, 5)
    const off = cancelled(short, at(6))
    const mails = [confirmation(one), update(three, 1), update(evening, 2), update(later, 3), update(short, 4)]
    const withdrawn = owedMail.ended(messageEvent(off), { ...to(4), status: 'confirmed' }, at(6), 'event')
    expect(mails.map(occurrences)).toEqual([
      ['05-17T08:00–05-17T10:00'],
      ['05-17T08:00–05-17T10:00', '05-18T08:00–05-18T10:00', '05-19T08:00–05-19T10:00'],
      ['05-17T08:00–05-17T23:00', '05-18T08:00–05-18T10:00', '05-19T08:00–05-19T10:00'],
      ['05-18T08:00–05-18T23:00', '05-19T08:00–05-19T10:00', '05-20T08:00–05-20T10:00'],
      ['05-18T08:00–05-18T10:00'],
    ])
    const raw = await Promise.all([...mails, withdrawn].map(rawMail))
    expect([raw.flatMap(lintInvitation), lintHistory(raw)]).toEqual([[], []])
  })

  test('is withdrawn as a whole', () => {
    const off = cancelled(
      webinar({ end: '2022-05-19T17:00', sessions: [{ ...night, start: '2022-05-17T22:00', end: '2022-05-18T01:00' }] }),
      at(2),
    )
    const { text = '' } =
      invitation(owedMail.ended(messageEvent(off), { ...to(0), status: 'confirmed' }, at(2), 'event'), links.event) ?? {}
    expect([text.match(/BEGIN:VEVENT/g)?.length, text.includes('RECURRENCE-ID'), text.includes('RRULE:FREQ=DAILY;COUNT=3')]).toEqual([
      1,
      false,
      true,
    ])
  })

  test('keeps the hours of its days across a change of clocks', () => {
    const event = webinar({ start: '2026-03-28T09:00', end: '2026-03-30T17:00' })
    expect(occurrences(confirmation(event))).toEqual(['03-28T08:00–03-28T16:00', '03-29T07:00–03-29T15:00', '03-30T07:00–03-30T15:00'])
  })

  test('leaves out days without sessions, at intervals if there are any', () => {
    const session = (id: string, day: string) => ({ ...night, id, start: `2022-05-${day}T10:00`, end: `2022-05-${day}T12:00` })
    const weekly = webinar({ end: '2022-05-31T12:00', sessions: [session('a', '17'), session('b', '24'), session('c', '31')] })
    expect(occurrences(confirmation(weekly))).toEqual(['05-17T08:00–05-17T10:00', '05-24T08:00–05-24T10:00', '05-31T08:00–05-31T10:00'])
    expect(invitation(confirmation(weekly), links.event)?.text).toContain('RRULE:FREQ=DAILY;COUNT=3;INTERVAL=7\r\n')
    const uneven = webinar({ end: '2022-05-20T12:00', sessions: [session('a', '17'), session('b', '19'), session('c', '20')] })
    expect(occurrences(confirmation(uneven))).toEqual(['05-17T08:00–05-17T10:00', '05-19T08:00–05-19T10:00', '05-20T08:00–05-20T10:00'])
  })
})

describe('an answer from a calendar', () => {
  const reply = (...events: readonly string[]): string => ['BEGIN:VCALENDAR', 'METHOD:REPLY', ...events, 'END:VCALENDAR'].join('\r\n')
  const answered = (partstat: string, ...more: readonly string[]): string =>
    ['BEGIN:VEVENT', 'UID:some@plenary.example', ...more, `ATTENDEE;PARTSTAT=${partstat}:mailto:ana@authority.example`, 'END:VEVENT'].join(
      '\r\n',
    )
  const oneDay = answered('DECLINED', 'RECURRENCE-ID:20220518T080000Z')
  const kindOf = (text: string): unknown => {
    const message = readCalendarMessage(text, 'ana@authority.example')
    return message?.kind === 'answer' ? message.reply.answer : message?.kind
  }

  test('about one of the days gives no place up', () => {
    expect([kindOf(reply(oneDay)), kindOf(reply(answered('DECLINED')))]).toEqual(['other', 'declined'])
  })

  test('counts for the whole event if it is about that too', () => {
    expect(kindOf(reply(oneDay, answered('ACCEPTED')))).toBe('accepted')
  })
})
