import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { network } from '../../../shared/domain/basics/network.ts'
import { counted, isSettled, outcomeOf, outcomes, possibleOutcomes, type Tally } from '../../../shared/domain/proposal/votes.ts'

const rules = network.steering
const figures = (agree: number, change: number, decline: number, abstain: number): Tally => ({ agree, change, decline, abstain })
const few = fc.integer({ min: 0, max: 6 })
const tallies = fc.tuple(few, few, few, few).map((four) => figures(...four))
const quorums = fc.integer({ min: 1, max: 6 }).map((quorum) => ({ ...rules, quorum }))

describe('how a vote ends', () => {
  test.each([
    ['a majority agrees', figures(2, 1, 0, 1), 'agreed'],
    ['a majority declines', figures(1, 0, 2, 0), 'declined'],
    ['a majority wants changes', figures(1, 2, 0, 0), 'returned'],
    ['a tie', figures(2, 0, 2, 0), 'returned'],
    ['one vote for each', figures(1, 1, 1, 0), 'returned'],
    ['two votes that count, below the quorum of three', figures(2, 0, 0, 3), 'lapsed'],
    ['all abstain', figures(0, 0, 0, 5), 'lapsed'],
    ['nobody votes', figures(0, 0, 0, 0), 'lapsed'],
  ])('%s', (_case, tally, outcome) => {
    expect(outcomeOf(tally, rules)).toBe(outcome)
  })

  test('abstentions never change it', () => {
    fc.assert(
      fc.property(tallies, few, quorums, (tally, more, given) => {
        expect(outcomeOf({ ...tally, abstain: tally.abstain + more }, given)).toBe(outcomeOf(tally, given))
      }),
    )
  })

  test('it agrees or declines only with the quorum and more than half of what counts', () => {
    fc.assert(
      fc.property(tallies, quorums, (tally, given) => {
        const outcome = outcomeOf(tally, given)
        const all = counted(tally)
        expect(outcome === 'lapsed').toBe(all < given.quorum)
        expect(outcome === 'agreed').toBe(all >= given.quorum && tally.agree > all / 2)
        expect(outcome === 'declined').toBe(all >= given.quorum && tally.decline > all / 2)
      }),
    )
  })
})

/** Every way in which so many members can vote, or not. */
const ways = (remaining: number): readonly Tally[] =>
  Array.from({ length: remaining + 1 }, (_, agree) =>
    Array.from({ length: remaining - agree + 1 }, (_, change) =>
      Array.from({ length: remaining - agree - change + 1 }, (_, decline) => figures(agree, change, decline, 0)),
    ).flat(),
  ).flat()

test('the possible outcomes are those that some way to vote brings about', () => {
  fc.assert(
    fc.property(tallies, few, quorums, (tally, remaining, given) => {
      const found = new Set(
        ways(remaining).map(({ agree, change, decline }) =>
          outcomeOf(figures(tally.agree + agree, tally.change + change, tally.decline + decline, tally.abstain), given),
        ),
      )
      expect(possibleOutcomes(tally, remaining, given)).toEqual(outcomes.filter((each) => found.has(each)))
    }),
  )
})

describe('a vote ends early', () => {
  test('once a no can no longer be turned', () => {
    expect(isSettled(figures(0, 0, 3, 0), 2, rules)).toBe(true)
    expect(isSettled(figures(1, 3, 0, 0), 1, rules)).toBe(true)
  })

  test('but not for a yes, a tie, or a lack of votes: members may still change their minds', () => {
    expect(isSettled(figures(3, 0, 0, 0), 2, rules)).toBe(false)
    expect(isSettled(figures(2, 0, 2, 1), 0, rules)).toBe(false)
    expect(isSettled(figures(2, 0, 0, 3), 0, rules)).toBe(false)
    expect(isSettled(figures(0, 0, 2, 0), 3, rules)).toBe(false)
  })
})
