import { expect, test } from '@jest/globals'
import { clockReport } from '../../../infra/local/clock/report.ts'

test('a person at the terminal sees the clock’s progress', () => {
  const to = '2022-04-26T08:00:00.000Z'
  expect([
    clockReport({ now: '2022-04-03T09:00:00.500Z', to, mails: 1 }),
    clockReport({ now: '2022-04-26T08:00:00.003Z', to, mails: 12 }),
  ]).toEqual([
    'The clock is at 3 April 2022, 09:00 UTC, moving to 26 April 2022, 08:00 UTC; 1 mail sent',
    'The clock has reached 26 April 2022, 08:00 UTC; 12 mails sent',
  ])
})
