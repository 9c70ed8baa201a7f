import { beforeAll, expect, jest, test } from '@jest/globals'
import { logger } from '../../shared/runtime/logger.ts'
import { type Choice, holdMeetings } from './meetings/all-meetings.ts'

beforeAll(() => {
  logger.setLogLevel('SILENT')
  // As in meetings.test.ts: a meeting that fails, fails each time.
  jest.spyOn(Math, 'random').mockReturnValue(0)
})

const hours = 3_600_000

/** Holds the meetings and says how many there were, and how long that took. */
const hold = async (choice: Choice): Promise<readonly string[]> => {
  const begun = performance.now()
  const { wrong, pairs, meetings } = await holdMeetings(choice)
  console.log(`${meetings} meetings, ${pairs} of two, in ${Math.round((performance.now() - begun) / 1000)} s, ${wrong.length} findings`)
  return wrong
}

test(
  'whoever meets whomever, at whatever store call, seats, registrations, mails and ledger agree',
  async () => {
    expect(await hold({ firsts: () => true, seconds: () => true, at: 'every call' })).toEqual([])
  },
  4 * hours,
)

/** Where counters are written most, and shared out anew. */
const crowded = ['given back', 'more given than allowed', 'an offer running', 'full, people waiting']
const writers = ['move', 'cancel the event', 'take places away', 'promote', 'register']

test(
  'where three meet on the counters of an event, all of it agrees as well',
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
