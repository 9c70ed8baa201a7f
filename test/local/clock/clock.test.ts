import { afterEach, describe, expect, test } from '@jest/globals'
import { createClockMemory, installClock, setClock } from '../../../infra/local/clock/clock.ts'

const memory = createClockMemory()
let undo = (): void => undefined
afterEach(() => undo())

const spring = Date.parse('2022-04-26T08:00:00.000Z')

describe('the settable clock', () => {
  test('shows the instant it was set to, and runs on', async () => {
    undo = installClock(memory)
    setClock(memory, spring)
    const [begun, first] = [performance.now(), Date.now()]
    await new Promise((resolve) => setTimeout(resolve, 30))
    const ran = Date.now() - first
    expect(ran).toBeGreaterThan(20)
    expect(ran).toBeLessThan(performance.now() - begun + 5)
    expect(first - spring).toBeLessThan(30_000)
  })

  test('gives the same date however it is created', () => {
    undo = installClock(memory)
    setClock(memory, spring)
    expect(new Date().toISOString().slice(0, 16)).toBe('2022-04-26T08:00')
    expect(new Date(Date.now()).toISOString().slice(0, 16)).toBe('2022-04-26T08:00')
    expect(Date()).toMatch(/Apr 26 2022/)
  })

  test('leaves dates from numbers or text unchanged, and still a Date', () => {
    undo = installClock(memory)
    const date = new Date('2030-01-01T00:00:00Z')
    expect([date.toISOString(), date instanceof Date, Date.UTC(2030, 0, 1)]).toEqual(['2030-01-01T00:00:00.000Z', true, date.getTime()])
  })

  test('restores the machine’s own time afterwards', () => {
    const real = Date
    installClock(memory)()
    expect(Date).toBe(real)
  })
})
