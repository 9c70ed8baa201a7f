import { beforeAll, expect, jest, test } from '@jest/globals'
import { logger } from '../../shared/runtime/logger.ts'
import { holdMeetings } from './meetings/all-meetings.ts'

beforeAll(() => {
  logger.setLogLevel('SILENT')
  // Which of several counters, and how long a pause: nothing may be by chance, so that a meeting that fails, fails each time.
  jest.spyOn(Math, 'random').mockReturnValue(0)
})

/** Where a waiting list and free seats come together, and counters are shared out anew. */
const crowded = ['given back', 'more given than allowed', 'an offer running', 'by invitation, long over']
/** What counters and clock must know of: whatever was decided before must be void. */
const changes = ['move', 'cancel the event']

test('whoever writes while the event changes, it goes on giving its seats, and no others', async () => {
  const { wrong, pairs } = await holdMeetings({
    situations: ({ name }) => crowded.includes(name),
    firsts: ({ touchesCounters }) => touchesCounters,
    seconds: ({ name }) => changes.includes(name),
    at: 'writes',
  })
  expect(wrong).toEqual([])
  expect(pairs).toBeGreaterThan(100)
}, 300_000)
