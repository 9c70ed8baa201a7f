import { expect, test } from '@jest/globals'
import { mayManage, mayOrganise, mayReadSummary, maySteer, type Staff, type StaffRole } from '../../shared/domain/who-may.ts'

const staff = (...roles: readonly StaffRole[]): Staff => ({ subject: 'me', name: 'Me', roles })
const [own, foreign] = [{ owner: 'me' }, { owner: 'somebody' }]

test('each role may do its own tasks, and nothing else', () => {
  const rights = (who: Staff) => [
    mayOrganise(who),
    mayManage(who, own),
    mayManage(who, foreign),
    maySteer(who),
    mayReadSummary(who, own),
    mayReadSummary(who, foreign),
  ]
  expect(rights(staff('organiser'))).toEqual([true, true, false, false, true, false])
  expect(rights(staff('steering'))).toEqual([false, false, false, true, true, true])
  expect(rights(staff('organiser', 'steering'))).toEqual([true, true, false, true, true, true])
  expect(rights(staff())).toEqual([false, false, false, false, false, false])
})
