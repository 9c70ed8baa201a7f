import { expect, jest, test } from '@jest/globals'
import { createProgress } from '../../infra/local/progress.ts'

/** The output without the seconds. */
const written = (lines: readonly string[]): readonly string[] => lines.map((line) => line.replace(/^ +\d+\.\d s {2}(.*)\n$/, '$1'))

const start = (isTerminal = false) => {
  jest.useFakeTimers()
  const lines: string[] = []
  return { lines, progress: createProgress({ write: (text) => lines.push(text), isTerminal }) }
}

test('a long start says every five seconds what it is still doing', () => {
  const { lines, progress } = start()
  const end = progress.begin('starting the database')
  progress.begin('synthesising the stack')
  jest.advanceTimersByTime(4000)
  progress.say('The inbox is open')
  jest.advanceTimersByTime(10_000)
  end()
  jest.advanceTimersByTime(5000)
  progress.stop()
  jest.advanceTimersByTime(20_000)
  expect(written(lines)).toEqual([
    'The inbox is open',
    'Still starting the database, synthesising the stack',
    'Still at it',
    'Still synthesising the stack',
  ])
})

test('nothing is reported while nothing is in progress', () => {
  const { lines, progress } = start()
  progress.begin('starting the database')()
  jest.advanceTimersByTime(60_000)
  progress.stop()
  expect(lines).toEqual([])
})

test('escape codes are for terminals only', () => {
  for (const isTerminal of [false, true]) {
    const { lines, progress } = start(isTerminal)
    progress.say('The database is running')
    progress.stop()
    expect(lines.join('').includes('\u001b')).toBe(isTerminal)
  }
})
