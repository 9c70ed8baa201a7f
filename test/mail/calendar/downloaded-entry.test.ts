import { describe, expect, test } from '@jest/globals'
import ICAL from 'ical.js'
import { cancelled, type Event, type EventInput, inputOf, revise } from '../../../shared/domain/event/event.ts'
import { eventInputSchema } from '../../../shared/domain/event/input.ts'
import { movedBy } from '../../../shared/domain/event/time-limits.ts'
import { agendaCalendar, agendaEntries } from '../../../shared/mail/calendar/downloaded-entry.ts'
import { feedText } from '../../../shared/mail/calendar/feed-text.ts'
import { makeStoredEvent } from '../../make/stored-event.ts'
import { golden } from '../golden.ts'
import { lintFeed } from '../itip/itip-linter.ts'

const site = 'https://events.iprocurenet.example'

type Sessions = EventInput['sessions']
const session = (id: string, start: string, end: string, more: Partial<Sessions[number]> = {}): Sessions[number] => ({
  id,
  title: `Session ${id}`,
  kind: 'talk',
  start,
  end,
  speakers: [],
  choose: true,
  ...more,
})

const conference = (overrides: Partial<EventInput> = {}): Event => ({
  ...makeStoredEvent({
    kind: 'conference',
    title: 'Annual Conference',
    start: '2022-06-14T09:00',
    end: '2022-06-15T13:00',
    format: 'in-person',
    venue: 'Palais des Congrès\nBrussels',
    sessions: [
      session('opening', '2022-06-14T09:00', '2022-06-14T10:00', { choose: false }),
      session('needs', '2022-06-14T10:00', '2022-06-14T12:00', { room: 'Room A' }),
      session('dialogue', '2022-06-14T14:00', '2022-06-14T17:30'),
      session('contracts', '2022-06-15T09:30', '2022-06-15T12:00'),
    ],
    ...overrides,
  }),
  slug: 'annual-conference',
})

const own = (sessions: string[] = ['needs', 'contracts'], more: object = {}) => ({
  id: 'abcdefghijklmnopqrstuv',
  round: 1,
  status: 'confirmed' as const,
  sequence: 0,
  revision: 0,
  sessions,
  language: 'en' as const,
  registeredAt: '2022-04-01T09:00:00.000Z',
  ...more,
})

/** What a calendar shows of a file: each occurrence with its instants, and the entry's UID and SEQUENCE. */
const readIn = (text: string) => {
  const events = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((each) => new ICAL.Event(each))
  const main = events.filter((event) => !event.isRecurrenceException())
  for (const event of events.filter((each) => each.isRecurrenceException()))
    main.find(({ uid }) => uid === event.uid)?.relateException(event)
  const at = (time: ICAL.Time): string => new Date(time.toUnixTime() * 1000).toISOString().slice(0, 16)
  return main.flatMap((event) => {
    const about = { uid: event.uid.split('@')[0], title: event.summary, sequence: event.sequence }
    if (!event.isRecurring()) return [{ ...about, from: at(event.startDate), until: at(event.endDate) }]
    const starts = event.iterator()
    return Array.from({ length: 40 }, () => starts.next()).flatMap((next: ICAL.Time | undefined) => {
      if (next === undefined) return []
      const { startDate, endDate } = event.getOccurrenceDetails(next)
      return [{ ...about, from: at(startDate), until: at(endDate) }]
    })
  })
}

const shown = async (event: Event, registration = own()) => readIn((await agendaCalendar(event, registration, site)) ?? '')
const times = (entries: Awaited<ReturnType<typeof shown>>) => entries.map(({ title, from, until }) => `${title}: ${from} – ${until}`)

const changed = (event: Event, change: Partial<EventInput>): Event =>
  revise(event, { ...inputOf(event), ...change }, '2022-05-01T09:00:00.000Z')

const withSession = (event: Event, id: string, change: Partial<Sessions[number]>): Event =>
  changed(event, { sessions: inputOf(event).sessions.map((each) => (each.id === id ? { ...each, ...change } : each)) })

describe('the file of somebody’s agenda', () => {
  test('matches its golden file, and follows the rules', async () => {
    const text = await agendaCalendar(conference(), own(), site)
    expect(text).toBe(golden('agenda.ics', text ?? ''))
    expect(lintFeed(feedText('Mine', await agendaEntries(conference(), own(), site)))).toEqual([])
    expect(text?.match(/ATTENDEE|Session dialogue/g)).toBeNull()
  })

  test('has each day of the event and each session they chose, and blocks no night', async () => {
    expect(times(await shown(conference()))).toEqual([
      'Annual Conference: 2022-06-14T07:00 – 2022-06-14T15:30',
      'Annual Conference: 2022-06-15T07:00 – 2022-06-15T11:00',
      'Session needs: 2022-06-14T08:00 – 2022-06-14T10:00',
      'Session contracts: 2022-06-15T07:30 – 2022-06-15T10:00',
    ])
  })

  test('needs no exceptions where all days are alike', async () => {
    const event = conference({ sessions: [], end: '2022-06-16T17:00' })
    const text = (await agendaCalendar(event, own([]), site)) ?? ''
    expect([text.match(/RRULE:FREQ=DAILY.*/)?.[0].trim(), text.includes('RECURRENCE-ID')]).toEqual(['RRULE:FREQ=DAILY;COUNT=3', false])
    expect(times(readIn(text))).toEqual(['14', '15', '16'].map((day) => `Annual Conference: 2022-06-${day}T07:00 – 2022-06-${day}T15:00`))
  })

  test('keeps UIDs when things are renamed or moved, to another day or by a day as a whole, and SEQUENCE rises', async () => {
    const before = await shown(conference())
    const uids = before.map(({ uid }) => uid)
    const renamed = await shown(withSession(conference(), 'needs', { title: 'What buyers need' }))
    const moved = await shown(withSession(conference(), 'needs', { start: '2022-06-15T10:00', end: '2022-06-15T12:30' }))
    const event = conference()
    const later = await shown(changed(event, eventInputSchema.parse(movedBy(inputOf(event), 1440))))
    for (const after of [renamed, moved, later]) {
      expect(after.map(({ uid }) => uid)).toEqual(uids)
      expect(new Set(after.map(({ sequence }) => sequence))).toEqual(new Set([1]))
    }
    expect(renamed.at(2)?.title).toBe('What buyers need')
    expect(times(moved).at(2)).toBe('Session needs: 2022-06-15T08:00 – 2022-06-15T10:30')
    expect(times(later)).toEqual(times(before).map((each) => each.replaceAll('06-15', '06-16').replaceAll('06-14', '06-15')))
  })

  test('has the right times of a session over midnight and across a change of clocks', async () => {
    const event = conference({
      start: '2026-10-24T09:00',
      end: '2026-10-26T17:00',
      sessions: [session('night', '2026-10-24T23:00', '2026-10-25T01:30'), session('last', '2026-10-26T10:00', '2026-10-26T17:00')],
    })
    expect(times(await shown(event, own(['night', 'last'])))).toEqual([
      'Annual Conference: 2026-10-24T07:00 – 2026-10-24T23:30',
      'Annual Conference: 2026-10-26T08:00 – 2026-10-26T16:00',
      'Session night: 2026-10-24T21:00 – 2026-10-24T23:30',
      'Session last: 2026-10-26T09:00 – 2026-10-26T16:00',
    ])
  })

  test.each([
    ['Africa/Casablanca', '2026-02-14T09:00', '2026-02-16T17:00'],
    ['America/New_York', '2026-11-01T01:30', '2026-11-03T12:00'],
    ['Europe/Brussels', '2026-03-28T02:30', '2026-03-30T12:00'],
  ])('is exact where a zone cannot be told by yearly rules, or an hour is skipped or comes twice (%s)', async (timeZone, start, end) => {
    const event = conference({ timeZone, start, end, sessions: [] })
    const entries = await shown(event, own([]))
    expect([entries.length, entries[0]?.from, entries.at(-1)?.until]).toEqual([3, event.startsAt.slice(0, 16), event.endsAt.slice(0, 16)])
  })

  test('loses a session that was removed, or that they no longer choose', async () => {
    const event = conference()
    const without = changed(event, { sessions: inputOf(event).sessions.filter(({ id }) => id !== 'needs') })
    const titles = async (...about: Parameters<typeof shown>) => (await shown(...about)).map(({ title }) => title)
    expect(await titles(without)).toEqual(['Annual Conference', 'Annual Conference', 'Session contracts'])
    expect(await titles(event, own(['contracts']))).toEqual(['Annual Conference', 'Annual Conference', 'Session contracts'])
  })

  test('takes everything out if the event is cancelled', async () => {
    const off = cancelled(conference(), '2022-05-01T09:00:00.000Z')
    const text = (await agendaCalendar(off, own(undefined, { status: 'cancelled', endedBy: 'event', sequence: 1 }), site)) ?? ''
    expect([text.match(/STATUS:\w+/g), readIn(text).map(({ title }) => title.split(':')[0])]).toEqual([
      ['STATUS:CANCELLED', 'STATUS:CANCELLED', 'STATUS:CANCELLED', 'STATUS:CANCELLED'],
      ['Cancelled', 'Cancelled', 'Cancelled', 'Cancelled'],
    ])
  })

  test('is none once they have cancelled, and has only tentative days while they wait', async () => {
    expect(await agendaCalendar(conference(), own(undefined, { status: 'cancelled', endedBy: 'person' }), site)).toBeUndefined()
    const waiting = (await agendaCalendar(conference(), own(undefined, { status: 'waitlisted' }), site)) ?? ''
    expect([new Set(waiting.match(/STATUS:\w+/g)), new Set(waiting.match(/TRANSP:\w+/g)), waiting.includes('Session needs')]).toEqual([
      new Set(['STATUS:TENTATIVE']),
      new Set(['TRANSP:TRANSPARENT']),
      false,
    ])
  })
})
