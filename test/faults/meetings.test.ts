import { beforeAll, expect, jest, test } from '@jest/globals'
import { logger } from '../../shared/runtime/logger.ts'
import { holdMeetings } from './meetings/all-meetings.ts'

beforeAll(() => {
  logger.setLogLevel('SILENT')
  // Which of several counters, and how long a pause: nothing may be random, so that a failing meeting fails every time.
  jest.spyOn(Math, 'random').mockReturnValue(0)
})

/** The situation in which most is under way; all others are in `meetings.deep.test.ts`. */
const crowded = 'an offer running'
/** Changes that counters and clock must notice: earlier decisions must become void. */
const changes = ['move', 'cancel the event']

test('whatever is written while the event changes, it keeps giving out its seats, and no others', async () => {
  const { wrong, pairs } = await holdMeetings({
    situations: ({ name }) => name === crowded,
    firsts: ({ touchesCounters }) => touchesCounters,
    seconds: ({ name }) => changes.includes(name),
    at: 'writes',
  })
  expect(wrong).toEqual([])
  expect(pairs).toBeGreaterThan(30)
})
