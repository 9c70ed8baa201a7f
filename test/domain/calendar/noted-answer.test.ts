import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { CalendarAnswer, CalendarReply } from '../../../shared/domain/calendar/calendar-answer.ts'
import { isDeclined, noteAnswer } from '../../../shared/domain/calendar/noted-answer.ts'
import { invitationSubject, invitationUid, type Registration } from '../../../shared/domain/registration/registration.ts'

const now = '2022-04-02T08:00:00.000Z'
const at = (minute: number): string => `2022-04-01T09:${String(minute).padStart(2, '0')}:00.000Z`

const registration: Pick<Registration, 'round' | 'status' | 'sequence' | 'email' | 'calendarAnswer'> = {
  round: 1,
  status: 'confirmed',
  sequence: 1,
  email: 'Ana.Kovac@authority.example',
}
const reply = (overrides: Partial<CalendarReply> = {}): CalendarReply => ({
  uid: 'uid',
  answer: 'accepted',
  sequence: 1,
  stamp: at(30),
  addresses: ['ana.kovac@AUTHORITY.example', 'somebody@else.example'],
  ...overrides,
})
const noted = (overrides: Partial<CalendarAnswer> = {}): CalendarAnswer => ({
  answer: 'accepted',
  at: now,
  sequence: 1,
  stamp: at(30),
  ...overrides,
})
const decide = (given: CalendarReply, was?: CalendarAnswer) =>
  noteAnswer(was === undefined ? registration : { ...registration, calendarAnswer: was }, 1, given, now)

describe('an answer of a calendar', () => {
  test('is recorded, whatever the case of the address', () => {
    expect(decide(reply())).toEqual({ outcome: 'note', answer: noted(), asks: false })
  })

  test('that declines the current invitation leads to a question about the place', () => {
    expect(decide(reply({ answer: 'declined' }))).toEqual({ outcome: 'note', answer: noted({ answer: 'declined' }), asks: true })
  })

  test('that declines an invitation which has changed since is recorded without a question', () => {
    const answer = noted({ answer: 'declined', sequence: 0 })
    expect(decide(reply({ answer: 'declined', sequence: 0 }))).toEqual({ outcome: 'note', answer, asks: false })
  })

  test('counts by SEQUENCE, then by DTSTAMP, not by arrival', () => {
    const was = noted({ answer: 'declined', stamp: at(30) })
    expect(decide(reply({ stamp: at(29) }), was)).toEqual({ outcome: 'stale' })
    expect(decide(reply({ stamp: at(59), sequence: 0 }), was)).toEqual({ outcome: 'stale' })
    expect(decide(reply({ stamp: at(31) }), was)).toMatchObject({ outcome: 'note' })
    expect(decide(reply({ stamp: at(1) }), noted({ sequence: 0 }))).toMatchObject({ outcome: 'note' })
  })

  test('from the same second counts if it says something else: calendars have no finer clock', () => {
    expect(decide(reply({ answer: 'declined' }), noted())).toMatchObject({ outcome: 'note', asks: true })
  })

  test('changes nothing when repeated', () => {
    expect(decide(reply(), noted())).toEqual({ outcome: 'repeated' })
  })

  test('from the future, or with a SEQUENCE of the calendar’s own, does not beat the next one', () => {
    const ahead = decide(reply({ answer: 'declined', sequence: 7, stamp: '2099-01-01T00:00:00.000Z' }))
    expect(ahead).toEqual({ outcome: 'note', answer: noted({ answer: 'declined', stamp: now }), asks: true })
    const later = '2022-04-02T09:00:00.000Z'
    const next = noteAnswer(
      { ...registration, calendarAnswer: noted({ answer: 'declined', stamp: now }) },
      1,
      reply({ stamp: '2022-04-02T08:59:00.000Z' }),
      later,
    )
    expect(next).toMatchObject({ outcome: 'note', answer: { answer: 'accepted' } })
  })

  test('without a DTSTAMP counts as current', () => {
    const { stamp: _, ...unstamped } = reply()
    expect(decide(unstamped)).toMatchObject({ answer: { stamp: now } })
  })

  test('from another address is recorded as such, and never replaces the person’s own', () => {
    const other = reply({ addresses: ['bob@authority.example'], answer: 'declined', stamp: at(45) })
    expect(decide(other)).toEqual({
      outcome: 'note',
      answer: noted({ answer: 'declined', stamp: at(45), otherAddress: true }),
      asks: true,
    })
    expect(decide(other, noted())).toEqual({ outcome: 'other-address' })
    expect(decide(reply(), noted({ answer: 'declined', stamp: at(45), otherAddress: true }))).toEqual({
      outcome: 'note',
      answer: noted(),
      asks: false,
    })
  })

  test('to an earlier round, or from somebody without a place, is not recorded', () => {
    expect(noteAnswer({ ...registration, round: 2 }, 1, reply(), now)).toEqual({ outcome: 'earlier-round' })
    for (const status of ['pending', 'waitlisted', 'offered', 'cancelled'] as const)
      expect(noteAnswer({ ...registration, status }, 1, reply(), now)).toEqual({ outcome: 'not-confirmed' })
  })

  test('gives the same result in whatever order one person’s answers arrive', () => {
    const answers = fc.uniqueArray(
      fc.record({ answer: fc.constantFrom('accepted', 'tentative', 'declined'), sequence: fc.nat(1), minute: fc.nat(59) }),
      { minLength: 1, maxLength: 6, selector: ({ sequence, minute }) => `${sequence} ${minute}` },
    )
    const end = (given: readonly { answer: CalendarAnswer['answer']; sequence: number; minute: number }[]) =>
      given.reduce<CalendarAnswer | undefined>((was, { answer, sequence, minute }) => {
        const decided = decide(reply({ answer, sequence, stamp: at(minute) }), was)
        return decided.outcome === 'note' ? decided.answer : was
      }, undefined)
    const last = (given: Parameters<typeof end>[0]) => given.toSorted((a, b) => a.sequence - b.sequence || a.minute - b.minute).at(-1)
    fc.assert(
      fc.property(answers, (given) => {
        const [reached, expected] = [end(given), last(given)]
        expect([reached?.answer, reached?.sequence]).toEqual([expected?.answer, expected?.sequence])
      }),
    )
  })
})

describe('a person whose calendar declined', () => {
  test('is asked until the place is kept, the invitation changes, or the registration ends', () => {
    const declined = { ...registration, calendarAnswer: noted({ answer: 'declined' }) }
    expect([
      isDeclined(declined),
      isDeclined({ ...declined, calendarAnswer: noted({ answer: 'declined', keptAt: now }) }),
      isDeclined({ ...declined, sequence: 2 }),
      isDeclined({ ...declined, status: 'cancelled' }),
      isDeclined(registration),
    ]).toEqual([true, false, false, false, false])
  })

  test('who kept the place is asked again after a new decline, but not for the same answer', () => {
    const kept = noted({ answer: 'declined', keptAt: now })
    expect(decide(reply({ answer: 'declined' }), kept)).toEqual({ outcome: 'repeated' })
    expect(decide(reply({ answer: 'declined', stamp: at(40) }), kept)).toEqual({
      outcome: 'note',
      answer: noted({ answer: 'declined', stamp: at(40) }),
      asks: true,
    })
  })
})

describe('a UID', () => {
  const id = 'q7Xv0aJmT2-hWc_8yKd5Rg'
  const domain = 'events.iprocurenet.example'

  test('leads back to the registration and round that it was made for', () => {
    expect(invitationSubject(invitationUid({ id, round: 12 }, domain), domain)).toEqual({ id, round: 12 })
    expect(invitationSubject(` ${id}-1@EVENTS.iprocurenet.example\n`, domain)).toEqual({ id, round: 1 })
  })

  test.each([
    '',
    'building-market-demand@events.iprocurenet.example',
    `${id}-0@${domain}`,
    `${id}-1@other.example`,
    `${id}-1`,
    `x${id}-1@${domain}`,
  ])('that is not ours leads nowhere: %p', (uid) => expect(invitationSubject(uid, domain)).toBeUndefined())
})
