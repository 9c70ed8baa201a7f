import { expect, test } from '@jest/globals'
import {
  mayAdminister,
  mayManage,
  mayOrganise,
  mayReadSummary,
  mayShare,
  maySteer,
  type Staff,
  type StaffRole,
} from '../../shared/domain/who-may.ts'

const staff = (...roles: readonly StaffRole[]): Staff => ({ subject: 'me', name: 'Me', roles })
const [own, shared, foreign] = [
  { owner: 'me', coOrganisers: [] },
  { owner: 'somebody', coOrganisers: ['another', 'me'] },
  { owner: 'somebody', coOrganisers: ['another'] },
]

test('each role may do its own tasks, and nothing else', () => {
  const rights = (who: Staff) => [mayOrganise(who), maySteer(who), mayAdminister(who)]
  expect(rights(staff('organiser'))).toEqual([true, false, false])
  expect(rights(staff('steering'))).toEqual([false, true, false])
  expect(rights(staff('administrator'))).toEqual([true, false, true])
  expect(rights(staff('organiser', 'steering'))).toEqual([true, true, false])
  expect(rights(staff())).toEqual([false, false, false])
})

test('an event belongs to its owner, whom co-organisers help, and administrators can take over', () => {
  const rights = (who: Staff) => [own, shared, foreign].map((event) => [mayManage(who, event), mayShare(who, event)])
  expect(rights(staff('organiser'))).toEqual([
    [true, true],
    [true, false],
    [false, false],
  ])
  expect(rights(staff('administrator'))).toEqual(Array(3).fill([true, true]))
  // Somebody who lost the role has lost their events too.
  expect(rights(staff('steering'))).toEqual(Array(3).fill([false, false]))
  const reads = (who: Staff, status: 'draft' | 'published' = 'published') =>
    [own, shared, foreign].map((event) => mayReadSummary(who, { ...event, status }))
  expect([reads(staff('organiser')), reads(staff('steering')), reads(staff())]).toEqual([
    [true, true, false],
    [true, true, true],
    [false, false, false],
  ])
  // A draft is private until it is proposed.
  expect([reads(staff('organiser'), 'draft'), reads(staff('steering'), 'draft')]).toEqual([
    [true, true, false],
    [false, false, false],
  ])
})
