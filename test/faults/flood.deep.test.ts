import { beforeAll, describe, expect, test } from '@jest/globals'
import { flood } from './flood/run-flood.ts'

type Suffered = Awaited<ReturnType<typeof flood>>

const mean = (delays: readonly number[]): number => delays.reduce((sum, each) => sum + each, 0) / delays.length
const median = (delays: readonly number[]): number => delays.toSorted((a, b) => a - b)[Math.floor(delays.length / 2)] ?? Number.NaN

let usual: Suffered
beforeAll(async () => {
  usual = await flood(0, 1, 'register')
}, 1_200_000)

/** The goal: a genuine mail takes at most twice as long under attack as otherwise. All this is simulated time. */
const longest = 2

describe.each([
  [1, 'register'],
  [10, 'register'],
  [1, 'ask'],
  [600, 'ask'],
] as const)('600 requests from %i networks to %s', (networks, what) => {
  test('delay neither newcomers nor people who are registered', async () => {
    const { newcomers, registered } = await flood(600, networks, what)
    expect(mean(newcomers)).toBeLessThan(longest * mean(usual.newcomers))
    expect(mean(registered)).toBeLessThan(longest * mean(usual.registered))
  }, 1_200_000)
})

test('600 registrations from as many networks and organisations delay no registered people, and few newcomers', async () => {
  const { newcomers, registered } = await flood(600, 600, 'register')
  expect(mean(registered)).toBeLessThan(longest * mean(usual.registered))
  // Nothing distinguishes those who come in the same ten seconds from the attackers.
  expect(median(newcomers)).toBeLessThan(longest * median(usual.newcomers))
}, 1_200_000)
