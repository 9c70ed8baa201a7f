import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { allot, chooseSeats, placesLeft, pools, room, type SeatPlan, seatsGiven, shardCount } from '../../../shared/domain/seats/seats.ts'

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0)

const plan = (overrides: Partial<SeatPlan> = {}): SeatPlan => ({ capacity: 100, holds: [], sessions: [], waiting: 0, ...overrides })

const counts = fc.array(fc.record({ general: fc.nat(40), list: fc.nat(3), 'hold-fr': fc.nat(5) }), { minLength: 1, maxLength: 8 })
const planOf = fc.record({
  capacity: fc.nat(300),
  waiting: fc.nat(30),
  holds: fc.constantFrom([], [{ id: 'fr', places: 10 }], [{ id: 'de', places: 4 }]),
  sessions: fc.constantFrom([], [{ id: 'a', capacity: 7 }]),
})

describe('seats shared out', () => {
  test('never exceed the capacity or those already given, and none is left out', () => {
    fc.assert(
      fc.property(planOf, counts, (of, taken) => {
        const shards = allot(of, taken)
        const shares = sum(
          shards.flatMap((shard) =>
            Object.keys(shard.taken).map((pool) =>
              pool.startsWith('session') ? 0 : Math.max(shard.capacity[pool] ?? 0, shard.taken[pool] ?? 0),
            ),
          ),
        )
        const given = seatsGiven(taken.map((each) => ({ taken: each })))
        expect(shares).toBe(Math.max(of.capacity, given))
      }),
    )
  })

  test('leave nobody without their seat', () => {
    fc.assert(
      fc.property(planOf, counts, (of, taken) => {
        const kept = allot(of, taken).map((shard) => ({
          general: shard.taken['general'],
          list: shard.taken['list'],
          'hold-fr': shard.taken['hold-fr'],
        }))
        expect(kept).toEqual(taken)
      }),
    )
  })

  test('go first to the groups they are kept for, then to waiting people, and the rest to everyone', () => {
    const [shard] = allot(plan({ capacity: 10, holds: [{ id: 'fr', places: 4 }], waiting: 3 }), [{ general: 1 }])
    expect(shard?.capacity).toEqual({ 'hold-fr': 4, list: 3, general: 3 })
  })

  test('are spread evenly, so that simultaneous requests seldom collide', () => {
    const shares = allot(plan({ capacity: 20 }), [{}, {}, {}]).map(({ capacity }) => capacity['general'])
    expect(shares).toEqual([7, 7, 6])
  })

  test('are given by no more counters than an event needs that became smaller; the others keep what they gave', () => {
    const shares = allot(plan({ capacity: 10 }), [{ general: 1 }, {}, { general: 2 }, {}]).map(({ capacity }) => capacity['general'])
    expect(shares).toEqual([5, 3, 2, 0])
  })

  test('are unlimited without a capacity, but sessions keep theirs', () => {
    const shards = allot({ holds: [], waiting: 5, sessions: [{ id: 'a', capacity: 2 }] }, [{}, {}])
    expect(placesLeft(shards)).toBeUndefined()
    expect(shards.map((shard) => room(shard, pools.session('a')))).toEqual([1, 1])
  })
})

describe('choosing a seat', () => {
  const shard = (number: number, taken: Record<string, number>, capacity: Record<string, number>) => ({
    shard: number,
    taken,
    capacity,
    version: 1,
    allotment: 1,
  })
  const full = shard(0, { general: 2, 'session-a': 0 }, { general: 2, 'session-a': 1 })
  const open = shard(1, { general: 0, 'hold-fr': 1, 'session-a': 1 }, { general: 2, 'hold-fr': 1, 'session-a': 1 })

  test('finds one if there is room, whatever the random numbers', () => {
    for (const random of [0, 0.5, 0.99]) expect(chooseSeats([full, open], [['general']], () => random)).toEqual({ seats: { general: 1 } })
  })

  test('takes the next pool when a group’s places are gone', () => {
    expect(chooseSeats([full, open], [['hold-fr', 'general']], () => 0)).toEqual({ seats: { general: 1 } })
  })

  test('takes one person’s seats from different counters rather than none', () => {
    expect(chooseSeats([full, open], [['general'], ['session-a']], () => 0)).toEqual({ seats: { general: 1, 'session-a': 0 } })
  })

  test('names what is full', () => {
    expect(chooseSeats([full], [['hold-fr', 'general'], ['session-a']], () => 0)).toEqual({ full: 'general' })
    expect(chooseSeats([open], [['general'], ['session-a']], () => 0)).toEqual({ full: 'session-a' })
  })
})

test('an event has a counter for about every 8 places, 64 at most', () => {
  expect([1, 8, 9, 500, 100_000, undefined].map(shardCount)).toEqual([1, 1, 2, 63, 64, 8])
})
