import { expect, test } from '@jest/globals'
import { doubling, untilSettled } from '../../shared/runtime/until-settled.ts'

test('the first attempt that settles the matter is the last', async () => {
  const tried: number[] = []
  const attempt = async (round: number): Promise<'done' | 'again'> => {
    tried.push(round)
    return round === 2 ? 'done' : 'again'
  }
  expect(await untilSettled(attempt, { rounds: 5, otherwise: 'kept changing' })).toBe('done')
  expect(tried).toEqual([0, 1, 2])
})

test('what does not settle within the rounds is a fault, or another outcome', async () => {
  let tried = 0
  const attempt = async (): Promise<'done' | 'again'> => {
    tried++
    return 'again'
  }
  await expect(untilSettled(attempt, { rounds: 3, otherwise: 'kept changing' })).rejects.toThrow('kept changing')
  expect(tried).toBe(3)
  expect(await untilSettled<string>(attempt, { rounds: 1, otherwise: () => 'given up' })).toBe('given up')
})

test('an attempt that fails is not retried', async () => {
  let tried = 0
  const attempt = async (): Promise<'again'> => {
    tried++
    throw new Error('lost')
  }
  await expect(untilSettled(attempt, { rounds: 3, otherwise: 'kept changing' })).rejects.toThrow('lost')
  expect(tried).toBe(1)
})

test('there is a pause between attempts and none after the last', async () => {
  const paused: number[] = []
  const pauseMs = (round: number): number => {
    paused.push(round)
    return doubling(1, 2)(round)
  }
  await untilSettled<string>(async () => 'again', { rounds: 4, pauseMs, otherwise: () => 'given up' })
  expect(paused).toEqual([0, 1, 2])
  expect([0, 1, 2, 3].map(doubling(10, 60))).toEqual([10, 20, 40, 60])
})
