import { describe, expect, test } from '@jest/globals'
import { DateTime } from 'luxon'
import { demoProgramme } from '../../../infra/local/demo/programme.ts'
import { checkSeries } from '../../../shared/domain/event/dates.ts'
import { eventInputSchema } from '../../../shared/domain/event/input.ts'
import { proposalInputAt } from '../../../shared/domain/proposal/input.ts'

const startsOf = (now: string) => demoProgramme(now).events.map(({ start }) => start)

describe('the demo programme', () => {
  test.each(['2022-01-10T09:00:00.000Z', '2022-04-01T08:00:00.000Z', '2022-04-25T21:59:00.000Z'])('has the dates of 2022 on %s', (now) => {
    expect(startsOf(now)).toEqual(['2022-04-26T10:00', '2022-05-17T10:00', '2022-06-14T09:30'])
  })

  test.each(['2022-04-26T06:00:00.000Z', '2026-01-01T00:00:00.000Z', '2026-11-23T12:00:00.000Z', '2028-02-29T23:30:00.000Z'])(
    'is after %s, on the same weekdays and with the same intervals',
    (now) => {
      const [first, ...others] = startsOf(now).map((start) => DateTime.fromISO(start, { zone: 'Europe/Brussels' }))
      const ahead = first?.diff(DateTime.fromISO(now), 'weeks').weeks ?? 0
      expect(ahead).toBeGreaterThanOrEqual(3)
      expect(ahead).toBeLessThanOrEqual(4.1)
      expect([first?.weekdayLong, first?.toFormat('HH:mm')]).toEqual(['Tuesday', '10:00'])
      expect(others.map((each) => Math.round(each.startOf('day').diff(first?.startOf('day') ?? each, 'days').days))).toEqual([21, 49])
    },
  )

  test.each(['2022-04-01T08:00:00.000Z', '2026-11-23T12:00:00.000Z'])('is what an organiser could enter on %s', (now) => {
    const { events, series, ideas } = demoProgramme(now)
    expect(events.map((event) => eventInputSchema.safeParse(event).error)).toEqual(Array(3).fill(undefined))
    expect(ideas.map(({ asked }) => proposalInputAt(now).safeParse(asked).error)).toEqual(Array(3).fill(undefined))
    expect(checkSeries(series, now).ok).toBe(true)
  })

  test('presents the Toolbox for feedback at the conference, and has three ideas', () => {
    const { events, ideas } = demoProgramme('2022-04-01T08:00:00.000Z')
    expect(events[2]?.sessions?.map(({ title }) => title)).toContain('Toolbox, release 1: presentation and feedback')
    expect(ideas.map(({ asked }) => asked.title)).toEqual([
      'Intellectual property in joint cross-border public procurement',
      'Joint cross-border public procurement and innovation',
      'Contract modification',
    ])
  })

  test('has an action-learning programme of four workshops, every second Tuesday after the conference', () => {
    const { events, series } = demoProgramme('2026-11-23T12:00:00.000Z')
    const starts = series.dates.map(({ start }) => DateTime.fromISO(start))
    expect(starts.map((start) => [start.weekdayLong, start.toFormat('HH:mm')])).toEqual(Array(4).fill(['Tuesday', '10:00']))
    expect(starts.slice(1).map((start, index) => start.diff(starts[index] ?? start, 'days').days)).toEqual([14, 14, 14])
    expect((series.dates[0]?.start ?? '') > (events[2]?.end ?? '')).toBe(true)
  })

  test('has addresses of reserved domains only', () => {
    const addresses = JSON.stringify(demoProgramme('2022-04-01T08:00:00.000Z')).match(/https?:\/\/[^/"]+/g) ?? []
    expect(addresses.filter((address) => !address.endsWith('.example'))).toEqual([])
  })
})
