import { describe, expect, test } from '@jest/globals'
import { feedsBegin, isAbout, isInFeeds } from '../../../shared/domain/calendar/feed-scope.ts'
import { cancelled, type Event } from '../../../shared/domain/event/event.ts'
import { makeStoredEvent } from '../../make/stored-event.ts'

const event = makeStoredEvent({ topics: ['market-engagement'] })

describe('calendars to subscribe to', () => {
  test.each([
    ['show an event from its publication', event, '2022-03-02T09:00:00.000Z', true],
    ['still show it a month after its start', event, '2022-06-16T23:59:59.000Z', true],
    ['no longer show it after that', event, '2022-06-17T00:00:00.000Z', false],
    ['show a cancelled one for a month', cancelled(event, '2022-04-01T08:00:00.000Z'), '2022-05-01T23:00:00.000Z', true],
    ['no longer show a cancelled one after that', cancelled(event, '2022-03-10T08:00:00.000Z'), '2022-04-10T00:00:00.000Z', false],
    ['do not show one that was stored with an absurd end', { ...event, end: '2999-12-31T10:00' }, '2022-03-02T09:00:00.000Z', false],
    ['do not show one of forty days', { ...event, end: '2022-06-26T10:00' }, '2022-03-02T09:00:00.000Z', false],
  ] satisfies readonly (readonly [string, Event, string, boolean])[])('%s', (_, shown, now, expected) => {
    expect(isInFeeds(shown, now)).toBe(expected)
  })

  test('move their window once a day, and stay the same in between', () => {
    expect(new Set(['00:00', '09:30', '23:59'].map((time) => feedsBegin(`2022-05-01T${time}:00.000Z`)))).toEqual(
      new Set(['2022-04-01T00:00:00.000Z']),
    )
  })

  test.each([
    [{}, true],
    [{ kind: 'webinar' }, true],
    [{ kind: 'training' }, false],
    [{ topic: 'market-engagement' }, true],
    [{ topic: 'market' }, false],
  ] as const)('about %j include the event or not', (scope, expected) => expect(isAbout(scope, event)).toBe(expected))
})
