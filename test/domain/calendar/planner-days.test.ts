import { describe, expect, test } from '@jest/globals'
import { calendarView, daysBetween, mondayOf } from '../../../shared/domain/calendar/planner-days.ts'

describe('the days that a calendar shows', () => {
  test.each([
    ['week', '2026-12-31', '2026-12-28', '2027-01-03', '2026-12-27', '2027-01-04'],
    ['week', '2026-12-28', '2026-12-28', '2027-01-03', '2026-12-27', '2027-01-04'],
    ['month', '2028-02-29', '2028-02-01', '2028-02-29', '2028-01-31', '2028-03-01'],
    ['month', '2026-12-01', '2026-12-01', '2026-12-31', '2026-11-30', '2027-01-01'],
    ['year', '2026-06-15', '2026-01-01', '2026-12-31', '2025-12-31', '2027-01-01'],
  ] as const)('the %s of %s is %s to %s, between %s and %s', (span, day, first, last, before, after) => {
    expect(calendarView(span, day)).toEqual({ first, last, before, after })
  })

  test('no day is lost or doubled when the clocks change', () => {
    const march = daysBetween('2026-03-01', '2026-03-31')
    expect(march).toHaveLength(31)
    expect(new Set(march).size).toBe(31)
    expect(mondayOf('2026-03-29')).toBe('2026-03-23')
  })
})
