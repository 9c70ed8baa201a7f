import { expect, test } from '@jest/globals'
import { isBeingPrepared, progressOf } from '../../../shared/domain/mail/mail-progress.ts'

const at = (minute: string): string => `2022-05-12T08:${minute}:00.000Z`

test('a mass mail is being prepared until its first mail is counted, or counting had time to find nobody', () => {
  const none = progressOf()
  expect(isBeingPrepared({}, none, at('30'))).toBe(true)
  expect(isBeingPrepared({ finishedAt: at('00') }, none, at('01'))).toBe(true)
  expect(isBeingPrepared({ finishedAt: at('00') }, none, at('02'))).toBe(false)
  expect(isBeingPrepared({}, progressOf({ owed: 1 }), at('00'))).toBe(false)
})
