import { describe, expect, test } from '@jest/globals'
import { sendOrSupersede } from '../../shared/domain/invitation.ts'
import { messageKinds } from '../../shared/domain/outbox-message.ts'
import { registrationStatuses } from '../../shared/domain/registration.ts'

const registration = { status: 'confirmed', round: 1, sequence: 0 } as const
const calendar = (sequence: number) => ({ uid: 'q7Xv0aJmT2@events.example', sequence })

test.each([
  ['pending', ['pending', 'link']],
  ['waitlisted', ['waitlisted', 'link']],
  ['offered', ['offered', 'link']],
  ['confirmed', ['confirmation', 'update', 'link', 'survey']],
  ['cancelled', ['cancellation', 'waitlist-left', 'offer-ended', 'request-ended']],
] as const)('to a %s person go only the mails that are true then', (status, kinds) => {
  const sent = messageKinds.filter((kind) => sendOrSupersede({ kind, round: 1 }, { ...registration, status }) === 'send')
  expect(sent).toEqual(kinds)
})

describe('of two invitations that are owed', () => {
  const moved = { ...registration, sequence: 2 }

  test('the older is dropped', () => {
    expect(sendOrSupersede({ kind: 'update', round: 1, calendar: calendar(1) }, moved)).toBe('supersede')
  })
  test('the newest is sent', () => {
    expect(sendOrSupersede({ kind: 'update', round: 1, calendar: calendar(2) }, moved)).toBe('send')
  })
})

describe('once a person has registered anew', () => {
  test.each(registrationStatuses)('only the end of the earlier invitation is still sent, now being %s', (status) => {
    const again = { ...registration, status, round: 2, sequence: 5 }
    const sent = messageKinds.filter((kind) => sendOrSupersede({ kind, round: 1, calendar: calendar(1) }, again) === 'send')
    expect(sent).toEqual(['cancellation'])
  })
})

test('nobody who gave feedback is asked for it', () => {
  expect(sendOrSupersede({ kind: 'survey', round: 1 }, { ...registration, answered: true })).toBe('supersede')
})
