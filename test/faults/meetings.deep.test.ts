import { randomInt } from 'node:crypto'
import { beforeAll, expect, jest, test } from '@jest/globals'
import { logger } from '../../shared/runtime/logger.ts'
import { type Choice, holdMeetings } from './meetings/all-meetings.ts'

beforeAll(() => {
  logger.setLogLevel('SILENT')
  // As in meetings.test.ts: a failing meeting fails every time.
  jest.spyOn(Math, 'random').mockReturnValue(0)
})

// All of them take hours, so each run holds others: MEETINGS_MINUTES=600 holds all, MEETINGS_SEED repeats a run's order.
const minutes = Number(process.env['MEETINGS_MINUTES'] ?? 10)
const seed = Number(process.env['MEETINGS_SEED'] ?? randomInt(2 ** 31))
// What meets nobody comes first, however long that takes.
const longest = minutes * 60_000 + 3_600_000

/** Holds the meetings and reports how many there were. */
const hold = async (choice: Choice): Promise<readonly string[]> => {
  const { wrong, pairs, possible, meetings } = await holdMeetings({ ...choice, sample: { minutes, seed } })
  console.log(`seed ${seed}: ${pairs} of ${possible} pairs met, ${meetings} meetings in all, ${wrong.length} findings`)
  return wrong
}

test(
  'whichever use cases meet, at whatever store call, seats, registrations, mails and ledger agree',
  async () => {
    expect(await hold({ firsts: () => true, seconds: () => true, at: 'every call' })).toEqual([])
  },
  longest,
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
  longest,
)
