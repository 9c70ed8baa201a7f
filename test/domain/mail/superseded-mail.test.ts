import { describe, expect, test } from '@jest/globals'
import { type MessageKind, messageKinds, type OutboxMessage } from '../../../shared/domain/mail/outbox-message.ts'
import { sendOrSupersede } from '../../../shared/domain/mail/superseded-mail.ts'
import { registrationStatuses } from '../../../shared/domain/registration/registration.ts'
import { makeMessage } from '../../mail/make-message.ts'

const standing = { now: '2022-05-16T08:00:00.000Z', event: { revision: 3, status: 'published' } }
/** A message of a kind, about an event that starts on 17 May; reminders show its third revision. */
const message = (kind: MessageKind, overrides: Partial<OutboxMessage> = {}) => ({
  ...makeMessage({ kind, revision: 3 }),
  calendar: undefined,
  ...overrides,
})
const registration = { status: 'confirmed', round: 1, sequence: 0, sessions: ['opening'] as string[] } as const
const calendar = (sequence: number) => ({ uid: 'q7Xv0aJmT2@events.example', sequence })

test.each([
  ['pending', ['pending', 'link', 'address-asked']],
  ['waitlisted', ['waitlisted', 'link', 'address-asked', 'message']],
  ['offered', ['offered', 'held', 'link', 'address-asked']],
  ['confirmed', ['confirmation', 'update', 'link', 'address-asked', 'survey', 'survey-reminder', 'reminder', 'message']],
  ['cancelled', ['cancellation', 'waitlist-left', 'offer-ended', 'request-ended', 'address-asked']],
] as const)('a %s person gets only the mails that are true then', (status, kinds) => {
  const sent = messageKinds.filter((kind) => sendOrSupersede(message(kind), { ...registration, status }, standing) === 'send')
  expect(sent).toEqual(kinds)
})

describe('of two owed invitations', () => {
  const moved = { ...registration, sequence: 2 }

  test('the older is dropped', () => {
    expect(sendOrSupersede(message('update', { calendar: calendar(1) }), moved, standing)).toBe('supersede')
  })
  test('the newest is sent', () => {
    expect(sendOrSupersede(message('update', { calendar: calendar(2) }), moved, standing)).toBe('send')
  })
})

describe('once a person has registered again', () => {
  test.each(registrationStatuses)('only the cancellation of the earlier invitation is still sent (now %s)', (status) => {
    const again = { ...registration, status, round: 2, sequence: 5 }
    const sent = messageKinds.filter((kind) => sendOrSupersede(message(kind, { calendar: calendar(1) }), again, standing) === 'send')
    expect(sent).toEqual(['cancellation'])
  })
})

test.each(['survey', 'survey-reminder'] as const)('people who gave feedback are not asked for it (%s)', (kind) => {
  expect(sendOrSupersede(message(kind), { ...registration, answered: true }, standing)).toBe('supersede')
})

const declined = { answer: 'declined', at: '2022-05-15T10:00:00.000Z', sequence: 0, stamp: '2022-05-15T10:00:00.000Z' } as const

test('of somebody whose calendar declined after the mails were owed, only the reminder is sent, not the thanks', () => {
  const kinds = ['reminder', 'survey', 'survey-reminder'] as const
  const sent = (more: object) => kinds.filter((kind) => sendOrSupersede(message(kind), { ...registration, ...more }, standing) === 'send')
  expect(sent({ calendarAnswer: declined })).toEqual(['reminder'])
  expect(sent({ calendarAnswer: { ...declined, keptAt: '2022-05-15T11:00:00.000Z' } })).toEqual(kinds)
})

test('an organiser’s message goes only to people still in the group it was written to', () => {
  const written = { group: 'waitlisted', subject: 'News', text: 'Patience.' } as const
  const sent = registrationStatuses.filter(
    (status) => sendOrSupersede(message('message', { written }), { ...registration, status }, standing) === 'send',
  )
  expect(sent).toEqual(['waitlisted'])
})

test.each([
  ['the session they chose', 'session-opening', 'send'],
  ['a session they have given up', 'session-workshop', 'supersede'],
] as const)('a message to the people of %s: %s, %s', (_what, group, decision) => {
  const written = { group, subject: 'The room', text: 'It is on the first floor.' }
  expect(sendOrSupersede(message('message', { written }), registration, standing)).toBe(decision)
})

describe('a reminder', () => {
  const decided = (now: Partial<typeof standing>, about: Partial<OutboxMessage> = {}) =>
    sendOrSupersede(message('reminder', about), registration, { ...standing, ...now })

  test('is sent until the start', () => {
    expect([decided({ now: '2022-05-17T07:59:59.999Z' }), decided({ now: '2022-05-17T08:00:00.000Z' })]).toEqual(['send', 'supersede'])
  })
  test('does not give the old time once the event has moved, even if the person’s update is not yet sent', () => {
    expect(decided({ event: { revision: 4, status: 'published' } })).toBe('supersede')
  })
  test('is not sent for a cancelled event, even if the mail about that is not yet sent', () => {
    expect(decided({ event: { revision: 3, status: 'cancelled' } })).toBe('supersede')
  })
})
