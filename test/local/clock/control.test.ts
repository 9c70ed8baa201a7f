import { afterEach, expect, test } from '@jest/globals'
import { createClockMemory, installClock, setClock } from '../../../infra/local/clock/clock.ts'
import { createClockControl } from '../../../infra/local/clock/control.ts'

let undo = (): void => undefined
afterEach(() => undo())

/** The clock on 1 April 2022 at 8:00, with these instants becoming due in order, and the hours at which it stopped. */
const clockWith = (...due: readonly string[]) => {
  const memory = createClockMemory()
  undo = installClock(memory)
  setClock(memory, Date.parse('2022-04-01T08:00:00Z'))
  const stops: string[] = []
  const control = createClockControl({
    memory,
    tick: async () => {
      stops.push(new Date().toISOString().slice(0, 13))
    },
    drain: async () => undefined,
    nextDue: async (after) => due.find((each) => each > after),
    keep: () => undefined,
  })
  return { control, stops }
}

test('a moving clock stops whenever something becomes due, and again soon after for what was left', async () => {
  const { control, stops } = clockWith('2022-04-03T09:00:00.000Z', '2022-04-03T10:00:00.000Z')
  expect(await control.moveTo('2022-04-04T00:00:00Z')).toBe('moved')
  expect(stops).toEqual([
    '2022-04-01T14',
    '2022-04-02T02',
    '2022-04-03T02',
    '2022-04-03T09',
    '2022-04-03T10',
    '2022-04-03T16',
    '2022-04-04T00',
  ])
})

test('weeks in which nothing becomes due take few steps', async () => {
  const { control, stops } = clockWith()
  await control.moveTo('2022-06-30T20:00:00Z')
  expect(stops.length).toBeLessThan(20)
  expect(stops.at(-1)).toBe('2022-06-30T20')
})

test('a clock does not go back', async () => {
  const { control, stops } = clockWith()
  expect([await control.moveTo('2022-04-01T07:59:00Z'), stops]).toEqual(['backwards', []])
})
