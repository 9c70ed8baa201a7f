import { describe, expect, test } from '@jest/globals'
import type { Event } from '../../../shared/domain/event/event.ts'
import { droppedSources, givenInCounter, shareOfSource } from '../../../shared/domain/seats/fair-share.ts'
import { type SeatCounter, shardCount } from '../../../shared/domain/seats/seats.ts'

const makeCounters = (count: number, sources: readonly SeatCounter['sources'][] = []): readonly SeatCounter[] =>
  Array.from({ length: count }, (_, shard) => ({
    ...{ shard, taken: {}, capacity: {}, version: 1, allotment: 1, open: true, revision: 0 },
    sources: sources[shard] ?? {},
  }))

/** What each counter gives at once to a source whose tag is `abcdef`. */
const sharesOf = (event: Pick<Event, 'capacity'>, seats: readonly SeatCounter[]): readonly number[] =>
  seats.map(({ shard }) => givenInCounter({ event, seats }, 'abcdef', shard) ?? 0)

describe('the share of one network', () => {
  test.each([
    [10_000, 40, 2019],
    [1000, 40, 186],
    [500, 40, 62],
    [250, 40, 22],
    [100, 20, 5],
    [60, 12, 3],
    [40, 8, 2],
    [39, 7, 3],
    [20, 4, 6],
    [12, 3, 3],
    [8, 3, 1],
    [7, 2, 1],
    [5, 1, 1],
    [2, 1, 1],
    [1, 1, 1],
  ])('of an event with %i places is %i at once and %i held', (capacity, given, held) => {
    expect(shareOfSource({ capacity })).toEqual({ given, held })
  })

  test('is a quarter at most, unless the event has fewer than forty places', () => {
    for (let capacity = 40; capacity <= 2000; capacity++) {
      const { given, held } = shareOfSource({ capacity }) ?? { given: 0, held: 0 }
      expect(given + held).toBeLessThanOrEqual(capacity / 4)
    }
  })

  test('is half at most of a smaller event, of which a quarter, or three colleagues, need not confirm', () => {
    for (let capacity = 4; capacity < 40; capacity++) {
      const { given, held } = shareOfSource({ capacity }) ?? { given: 0, held: 0 }
      expect(given).toBeLessThanOrEqual(Math.max(3, capacity / 4))
      expect(held).toBeGreaterThan(0)
      expect(given + held).toBeLessThanOrEqual(capacity / 2)
    }
  })

  test('is something in every counter, so that each seat can be given at once, and never more than a quarter together', () => {
    for (const capacity of [9, 17, 33, 40, 100, 250, 320, 321, 500, 512, 1000, 2000]) {
      const counters = shardCount(capacity)
      const shares = sharesOf({ capacity }, makeCounters(counters))
      expect(Math.min(...shares)).toBeGreaterThan(0)
      const { held } = shareOfSource({ capacity }) ?? { held: 0 }
      expect(shares.reduce((sum, each) => sum + each, 0) + held).toBeLessThanOrEqual(Math.max(10, capacity / 4))
    }
  })

  test('of an event that became smaller is given by as many counters as it needs, less what others gave already', () => {
    expect(sharesOf({ capacity: 40 }, makeCounters(63)).filter((each) => each > 0)).toEqual([2, 2, 2, 1, 1])
    const gaveElsewhere = makeCounters(7, [{}, {}, {}, {}, {}, { abcdef: 4, abc999: 9 }, { abcdef: 1 }])
    expect(sharesOf({ capacity: 40 }, gaveElsewhere)).toEqual([1, 1, 1, 0, 0, 0, 0])
  })

  test('has no limit where places have none', () => {
    expect(shareOfSource({})).toBeUndefined()
  })
})

describe('a counter', () => {
  const counting = (sources: SeatCounter['sources']) => ({ sources })
  const tags = (count: number, start = 0) => Array.from({ length: count }, (_, index) => (start + index).toString(16).padStart(3, '0'))
  const each = (names: readonly string[], count: number) => Object.fromEntries(names.map((name) => [name, count]))

  test('keeps what it gave to every source of a usual event', () => {
    expect(droppedSources(counting(each(tags(23), 1)), 'abc', () => 0.5)).toEqual({ idle: [], counted: [] })
    expect(droppedSources(counting(each(tags(24), 1)), '000', () => 0.5)).toEqual({ idle: [], counted: [] })
  })

  test('first drops sources without a seat, then any', () => {
    const sources = { ...each(tags(3, 100), 0), ...each(tags(30), 1) }
    const { idle, counted } = droppedSources(counting(sources), 'abc', () => 0.5)
    expect(idle).toEqual(tags(3, 100))
    expect(counted).toEqual(tags(7, 15))
  })

  test('of the largest event gives one source hardly more than one of as many seats as it keeps sources', () => {
    let sources: SeatCounter['sources'] = {}
    let [seed, got] = [7, 0]
    const random = () => {
      seed = (seed * 16_807) % 2_147_483_647
      return seed / 2_147_483_647
    }
    const give = (tag: string) => {
      const { idle, counted } = droppedSources({ sources }, tag, random)
      sources = { ...Object.fromEntries(Object.entries(sources).filter(([name]) => ![...idle, ...counted].includes(name))), [tag]: 1 }
    }
    for (const tag of tags(1562)) {
      give(tag)
      if (sources['abc'] === undefined) {
        give('abc')
        got++
      }
    }
    expect(Object.keys(sources).length).toBeLessThanOrEqual(24)
    expect(got).toBeLessThan(2 * (1562 / 24))
  })
})
