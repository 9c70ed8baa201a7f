import { describe, expect, test } from '@jest/globals'
import { placesLeft, shardCount, shares } from '../../shared/domain/seats.ts'

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0)

describe('sharing out a capacity', () => {
  const cases = Array.from({ length: 300 }, (_, seed) => {
    const shards = (seed % 7) + 1
    const taken = Array.from({ length: shards }, (_unused, index) => (seed * 7 + index * 13) % 11)
    return { capacity: (seed * 37) % 60, taken }
  })

  test('never gives more seats than the capacity allows, nor fewer than are taken', () => {
    for (const { capacity, taken } of cases) {
      const shared = shares(capacity, taken)
      expect(sum(shared)).toBe(Math.max(capacity, sum(taken)))
      expect(shared.every((share, index) => share >= (taken[index] ?? Number.NaN))).toBe(true)
    }
  })

  test('spreads the free seats so that no counter has two more than another', () => {
    for (const { capacity, taken } of cases) {
      const free = shares(capacity, taken).map((share, index) => share - (taken[index] ?? 0))
      expect(Math.max(...free) - Math.min(...free)).toBeLessThanOrEqual(1)
    }
  })
})

test('places left count free seats only, though one counter may be over its share', () => {
  expect(
    placesLeft([
      { taken: 5, capacity: 3 },
      { taken: 1, capacity: 4 },
    ]),
  ).toBe(3)
  expect(placesLeft([{ taken: 5 }])).toBeUndefined()
})

test('counters grow with the capacity, within what one transaction can hold', () => {
  expect([1, 32, 33, 500, 100_000, undefined].map(shardCount)).toEqual([1, 1, 2, 16, 64, 8])
})
