import { expect, test } from '@jest/globals'
import { DateTime } from 'luxon'
import { comesTwice, instantOf, timeZoneSchema, wallTimeSchema } from '../../../shared/domain/basics/wall-time.ts'

test('a wall time becomes an instant in its zone, in summer and in winter', () => {
  expect(instantOf('2022-04-26T10:00', 'Europe/Brussels')).toBe('2022-04-26T08:00:00.000Z')
  expect(instantOf('2022-01-26T10:00', 'Europe/Brussels')).toBe('2022-01-26T09:00:00.000Z')
  expect(instantOf('2022-04-26T10:00', 'Asia/Kolkata')).toBe('2022-04-26T04:30:00.000Z')
})

test('an hour skipped by the clocks has no instant', () => {
  expect(instantOf('2027-03-28T02:30', 'Europe/Berlin')).toBeUndefined()
  expect(instantOf('2027-03-28T03:00', 'Europe/Berlin')).toBe('2027-03-28T01:00:00.000Z')
})

test('an hour that occurs twice means its first occurrence', () => {
  expect(instantOf('2026-10-25T02:30', 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z')
  expect(comesTwice('2026-10-25T02:30', 'Europe/Berlin')).toBe(true)
  expect(comesTwice('2026-10-25T03:00', 'Europe/Berlin')).toBe(false)
})

test('days that do not exist, and unknown zones, are refused', () => {
  const days = [
    '2022-02-30T10:00',
    '2022-13-01T10:00',
    '2022-04-26T24:00',
    '2022-04-26 10:00',
    '2022-04-26T10:00Z',
    '0',
    '0000-01-01T00:00',
    '9999-12-31T23:59',
  ]
  expect(days.filter((day) => wallTimeSchema.safeParse(day).success)).toEqual([])
  const zones = ['Mars/Base', '', 'Europe/Brussels\n', '+02:00 ', '+02:00']
  expect(zones.filter((zone) => timeZoneSchema.safeParse(zone).success)).toEqual([])
})

test('every zone known to this platform has the same offsets as in another library', () => {
  const months = Array.from({ length: 12 }, (_, month) => `2026-${String(month + 1).padStart(2, '0')}-15T10:00`)
  const differing = Intl.supportedValuesOf('timeZone').flatMap((timeZone) =>
    months.filter((wallTime) => instantOf(wallTime, timeZone) !== DateTime.fromISO(wallTime, { zone: timeZone }).toUTC().toISO()),
  )
  expect(differing).toEqual([])
})
