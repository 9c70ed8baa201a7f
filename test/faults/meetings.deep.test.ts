import { beforeAll, expect, jest, test } from '@jest/globals'
import { logger } from '../../shared/runtime/logger.ts'
import { type Choice, holdMeetings } from './meetings/all-meetings.ts'

beforeAll(() => {
  logger.setLogLevel('SILENT')
  // As in meetings.test.ts: a failing meeting fails every time.
  jest.spyOn(Math, 'random').mockReturnValue(0)
})

const hours = 3_600_000

/** Holds the meetings and reports how many there were, and how long that took. */
const hold = async (choice: Choice): Promise<readonly string[]> => {
  const begun = performance.now()
  const { wrong, pairs, meetings } = await holdMeetings(choice)
  console.log(`${meetings} meetings, ${pairs} of two, in ${Math.round((performance.now() - begun) / 1000)} s, ${wrong.length} findings`)
  return wrong
}

test(
  'whichever use cases meet, at whatever store call, seats, registrations, mails and ledger agree',
  async () => {
    expect(await hold({ firsts: () => true, seconds: () => true, at: 'every call' })).toEqual([])
  },
  4 * hours,
)

/** The situations in which counters are written most, and shared out again. */
const crowded = ['given back', 'more given than allowed', 'an offer running', 'full, people waiting']
const writers = ['move', 'cancel the event', 'take places away', 'promote', 'register']

test(
  'when three meet on an event’s counters, everything still agrees',
  async () => {
    expect(
      await hold({
        situations: ({ name }) => crowded.includes(name),
        firsts: ({ touchesCounters }) => touchesCounters,
        seconds: ({ name }) => writers.includes(name),
        thirds: ({ name }) => writers.includes(name),
        at: 'writes',
      }),
    ).toEqual([])
  },
  4 * hours,
)
