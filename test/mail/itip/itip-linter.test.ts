import { describe, expect, test } from '@jest/globals'
import { feedEntry, feedText } from '../../../shared/mail/calendar/feed-text.ts'
import { publicCalendar } from '../../../shared/mail/calendar/invitation.ts'
import { makeStoredEvent } from '../../make/stored-event.ts'
import {
  alarm,
  allDay,
  brokenCancels,
  brokenHistories,
  brokenPlain,
  brokenRequests,
  calendar,
  cancel,
  display,
  first,
  insert,
  moved,
  plain,
  replace,
  request,
  several,
  taken,
} from './broken-mails.ts'
import { rules } from './findings.ts'
import { lintFeed, lintHistory, lintInvitation, lintPlainMail, lintPublication } from './itip-linter.ts'

const published = await publicCalendar(makeStoredEvent(), 'https://events.iprocurenet.example')
const feed = feedText('iProcureNet: All events', [await feedEntry(makeStoredEvent(), 'https://events.iprocurenet.example')], 300_000)
const found = (findings: readonly { readonly rule: number }[]): readonly number[] => findings.map(({ rule }) => rule)

describe('the linter finds nothing in', () => {
  test('an invitation', () => expect(lintInvitation(request)).toEqual([]))
  test('an invitation to several days', () => expect(lintInvitation(several)).toEqual([]))
  test('a cancellation', () => expect(lintInvitation(cancel)).toEqual([]))
  test('an all-day invitation that does not block the day', () => {
    const raw = calendar(allDay('DTSTART;VALUE=DATE:20220517', 'DTEND;VALUE=DATE:20220518'), replace('OPAQUE', 'TRANSPARENT'))(request)
    expect(lintInvitation(raw)).toEqual([])
  })
  test('an invitation with a DISPLAY alarm', () => expect(lintInvitation(calendar(alarm(display))(request))).toEqual([]))
  test('a mail without a calendar object', () => expect(lintPlainMail(plain)).toEqual([]))
  test('the file for download', () => expect(lintPublication(published)).toEqual([]))
  test('a calendar to subscribe to', () => expect(lintFeed(feed)).toEqual([]))
  test('an invitation, the same again, a move and a cancellation', () => expect(lintHistory([first, first, moved, taken])).toEqual([]))
})

describe('the linter finds exactly what is wrong', () => {
  test.each(brokenRequests)('rule %d in an invitation: %s', (rule, _, raw) => expect(found(lintInvitation(raw))).toEqual([rule]))
  test.each(brokenCancels)('rule %d in a cancellation: %s', (rule, _, raw) => expect(found(lintInvitation(raw))).toEqual([rule]))
  test.each(brokenPlain)('rule %d in a plain mail: %s', (rule, _, raw) => expect(found(lintPlainMail(raw))).toEqual([rule]))
  test.each(brokenHistories)('rule %d in a history: %s', (rule, _, mails) => expect(found(lintHistory(mails))).toEqual([rule]))
  test('rule 24 in a downloadable file: an attendee', () => {
    expect(found(lintPublication(insert('END:VEVENT', 'ATTENDEE:mailto:ana.kovac@authority.example')(published)))).toEqual([24])
  })

  const brokenFeeds: readonly (readonly [number, string, string])[] = [
    [24, 'an attendee', insert('END:VEVENT', 'ATTENDEE:mailto:ana.kovac@authority.example')(feed)],
    [45, 'no word on when to look again', feed.replace(/^REFRESH-INTERVAL.*\r\n/m, '')],
    [45, 'a refresh that is no duration', feed.replace(';VALUE=DURATION', '')],
    [45, 'an event twice', feed.replace(/BEGIN:VEVENT[\s\S]*END:VEVENT\r\n/, '$&$&')],
    [45, 'nothing at all', feed.replace(/BEGIN:VTIMEZONE[\s\S]*END:VEVENT\r\n/, '')],
    [8, 'a DTSTAMP in no zone', feed.replace(/^(DTSTAMP:.*)Z/m, '$1')],
  ]
  test.each(brokenFeeds)('rule %d in a subscribed calendar: %s', (rule, _, text) => expect(found(lintFeed(text))).toEqual([rule]))

  test('with a sample for every rule', () => {
    const samples = [...brokenRequests, ...brokenCancels, ...brokenPlain, ...brokenHistories].map(([rule]) => rule)
    expect(new Set([...samples, 24, 45])).toEqual(new Set(Object.keys(rules).map(Number)))
  })
})
