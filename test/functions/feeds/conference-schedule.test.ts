import { describe, expect, test } from '@jest/globals'
import { scheduleOf } from '../../../functions/feeds/conference-schedule.ts'
import { programmeCalendar } from '../../../functions/feeds/programme-files.ts'
import { scheduleJson, scheduleXml } from '../../../functions/feeds/schedule-formats.ts'
import type { Event } from '../../../shared/domain/event/event.ts'
import { type StoredSession, storedSessionSchema } from '../../../shared/domain/event/fields.ts'
import { lintFeed } from '../../mail/itip/itip-linter.ts'
import { largeConference } from '../../make/conference.ts'
import { makeStoredEvent } from '../../make/stored-event.ts'

const siteUrl = 'https://events.example'

const session = (id: string, start: string, end: string, more: object = {}): StoredSession =>
  storedSessionSchema.parse({ id, title: id, start, end, ...more })

const withSessions = (sessions: StoredSession[], more: Partial<Event> = {}): Event => ({ ...makeStoredEvent(), ...more, sessions })

const entriesOf = (event: Event) =>
  scheduleOf(event, siteUrl).days.flatMap(({ date, rooms }) =>
    rooms.flatMap(({ entries }) => entries.map((entry) => ({ day: date, ...entry }))),
  )

describe('the schedule for apps', () => {
  test('the guid and number of a session stay when it is renamed or moved, and when others come and go', () => {
    const one = session('one', '2022-05-17T10:00', '2022-05-17T11:00')
    const other = session('other', '2022-05-17T10:00', '2022-05-17T11:00')
    const before = entriesOf(withSessions([one, other])).find(({ title }) => title === 'one')
    const after = entriesOf(withSessions([{ ...one, title: 'Renamed', start: '2022-05-18T10:00', end: '2022-05-18T11:00' }]))[0]
    expect([after?.guid, after?.id, after?.title]).toEqual([before?.guid, before?.id, 'Renamed'])
  })

  test('dates have the offset of their own day, before and after the clocks change', () => {
    const starts = ['2022-10-29T10:00', '2022-10-30T10:00'].map((start, index) => session(`s${index}`, start, start.replace('10:', '11:')))
    expect(entriesOf(withSessions(starts)).map(({ date }) => date)).toEqual(['2022-10-29T10:00:00+02:00', '2022-10-30T10:00:00+01:00'])
    const west = withSessions(starts, { timeZone: 'America/St_Johns' })
    expect(entriesOf(west).map(({ date }) => date)).toEqual(['2022-10-29T10:00:00-02:30', '2022-10-30T10:00:00-02:30'])
  })

  test('a session over midnight, and one in the small hours, belong to the evening before', () => {
    const late = session('late', '2022-06-14T22:00', '2022-06-15T01:30')
    const later = session('later', '2022-06-15T03:30', '2022-06-15T04:30')
    const early = session('early', '2022-06-15T04:00', '2022-06-15T05:00')
    const found = entriesOf(withSessions([early, later, late])).map(({ title, day, duration }) => [title, day, duration])
    expect(found).toEqual([
      ['late', '2022-06-14', '03:30'],
      ['later', '2022-06-14', '01:00'],
      ['early', '2022-06-15', '01:00'],
    ])
  })

  test('all that people can write is text in the XML', () => {
    const hostile = `<a href="x">&amp;]]>`
    const event = withSessions([
      session('one', '2022-05-17T10:00', '2022-05-17T11:00', { title: hostile, room: hostile, speakers: [{ name: hostile }] }),
    ])
    const xml = scheduleXml(scheduleOf(event, siteUrl))
    expect(xml).not.toMatch(/<a[ >]/)
    expect(xml).toContain('<title>&lt;a href=&quot;x&quot;&gt;&amp;amp;]]&gt;</title>')
  })

  test('of an event whose name begins with a digit has the acronym and slugs that readers expect', () => {
    const schedule = scheduleOf(largeConference(), siteUrl)
    expect(schedule.acronym).toMatch(/^[a-z0-9_-][a-z0-9_]{3,}$/)
    const entries = entriesOf(largeConference())
    expect(entries.filter(({ slug }) => !/^[a-z0-9_]{4,}-[a-z0-9\-_]{4,}$/.test(slug))).toEqual([])
    expect([new Set(entries.map(({ guid }) => guid)).size, new Set(entries.map(({ id }) => id)).size]).toEqual([200, 200])
    expect(entries.filter(({ guid }) => !/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(guid))).toEqual([])
  })

  test('the JSON has the same sessions, and how many people a room holds', () => {
    const one = session('one', '2022-05-17T10:00', '2022-05-17T11:00', { room: 'Hall' })
    const event = withSessions([one], { rooms: [{ name: 'hall', capacity: 120 }] })
    const json: unknown = JSON.parse(scheduleJson(scheduleOf(event, siteUrl)))
    expect(json).toMatchObject({
      schedule: {
        conference: {
          daysCount: 1,
          time_zone_name: 'Europe/Brussels',
          rooms: [{ name: 'Hall', capacity: 120 }],
          days: [{ index: 1, date: '2022-05-17' }],
        },
      },
    })
  })

  test('as a calendar has an entry for each session, with a UID of its own that stays', async () => {
    const text = await programmeCalendar(largeConference(), siteUrl)
    expect([text.match(/^BEGIN:VEVENT/gm)?.length, new Set(text.match(/^UID:.*/gm)).size, lintFeed(text)]).toEqual([200, 200, []])
  })
})
