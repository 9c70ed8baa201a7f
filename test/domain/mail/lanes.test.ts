import { describe, expect, test } from '@jest/globals'
import { samples } from '../../../infra/local/mails/samples.ts'
import { beyondUsual } from '../../../shared/domain/basics/rate-limits.ts'
import { laneDue, laneOf, turnOf } from '../../../shared/domain/mail/lanes.ts'
import { leaveSoon, strangersAtATime } from '../../../shared/domain/mail/sending-pace.ts'

const createdAt = '2022-04-01T09:00:00.000Z'
const confirmation = samples.find(({ message }) => message.kind === 'confirmation')?.message
if (confirmation === undefined) throw new Error('there is no sample of a confirmation')
const message = { ...confirmation, createdAt }

describe('what a stranger asked for', () => {
  test('waits apart from what confirmed people are told, which is just as urgent', () => {
    expect([laneOf({ ...message, turn: 0 }), laneOf(message)]).toEqual(['strangers', 'now'])
  })

  test('is in its lane at once, where the stream may leave it', () => {
    expect([laneDue({ ...message, turn: 0 }), laneDue(message)]).toEqual([createdAt, '2022-04-01T09:02:00.000Z'])
  })

  test('beyond what a group needs waits for all other strangers', () => {
    const lanes = [1, 10, 11, 600].map((count) => laneOf({ ...message, turn: beyondUsual('network', count) }))
    expect(lanes).toEqual(['strangers', 'strangers', 'crowds', 'crowds'])
  })

  test('leaves immediately if it is not much, at the rate of a new account', () => {
    const rate = 14
    expect([leaveSoon(1, 0, rate), leaveSoon(3, 0, rate), leaveSoon(4, 0, rate), leaveSoon(1, 150, rate), leaveSoon(1, 250, rate)]).toEqual(
      [true, true, false, true, false],
    )
  })

  test('is never taken in such numbers that somebody else would wait long for it, but always some', () => {
    expect([1, 14, 200].map((rate) => strangersAtATime(rate, 1))).toEqual([1, 2, 40])
  })
})

describe('a sender', () => {
  const turns = Array.from({ length: 8 }, (_, turn) => turnOf(turn))

  test('takes what strangers asked for in every second turn, whatever else is waiting', () => {
    expect(turns.map(({ order }) => order[0])).toEqual(['strangers', 'now', 'strangers', 'now', 'strangers', 'now', 'strangers', 'now'])
  })

  test('takes it in the other turns, too, if nothing else is waiting', () => {
    expect(turns.map(({ order }) => new Set(order).size)).toEqual(turns.map(() => 6))
  })

  test('takes the newest and the oldest of it alternately, whether or not others are waiting', () => {
    const newest = turns.map((turn) => turn.newest)
    expect(newest).toEqual([true, true, false, false, true, true, false, false])
    expect(newest.filter((_, turn) => turn % 2 === 0)).toEqual([true, false, true, false])
  })
})
