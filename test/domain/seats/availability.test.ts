import { expect, test } from '@jest/globals'
import { availabilityOf, positionTold } from '../../../shared/domain/seats/availability.ts'

test.each([
  [-1, 'none'],
  [0, 'none'],
  [1, 'fewer-than-10'],
  [9, 'fewer-than-10'],
  [10, 'up-to-20'],
  [20, 'up-to-20'],
  [21, 'more-than-20'],
  [400, 'more-than-20'],
] as const)('of %i free places everybody is told %s', (left, told) => {
  expect(availabilityOf(left)).toBe(told)
})

test('people on the waiting list learn their position in steps of five', () => {
  expect([1, 4, 5, 6, 10, 11].map(positionTold)).toEqual([5, 5, 5, 10, 10, 15])
})
