import { expect, test } from '@jest/globals'
import { owingOf } from '../../../functions/fan-out/owing.ts'
import type { FanOut } from '../../../shared/domain/mail/fan-out.ts'
import { type Registration, registrationSchema } from '../../../shared/domain/registration/registration.ts'
import { makeMessage } from '../../mail/make-message.ts'
import { makePerson, now } from '../../make/programme.ts'

const kinds = ['reminder', 'survey', 'survey-reminder'] as const

const fanOut = (kind: FanOut['kind']): FanOut => ({
  slug: 'webinar',
  kind,
  revision: 0,
  mark: 'mark',
  scheduled: { anchor: '2022-05-17T08:00:00.000Z', dueAt: '2022-05-16T08:00:00.000Z' },
  createdAt: '2022-05-16T08:00:00.000Z',
  event: makeMessage().event,
})

const registration = (more: Partial<Registration>): Registration => ({
  ...registrationSchema.parse({
    ...makePerson(1),
    id: 'registration',
    slug: 'webinar',
    language: 'en',
    status: 'confirmed',
    registeredAt: now,
    consentedAt: now,
    round: 1,
    sequence: 0,
    revision: 0,
  }),
  ...more,
})

const declined = { answer: 'declined', at: '2022-05-01T10:00:00.000Z', sequence: 0, stamp: '2022-05-01T10:00:00.000Z' } as const
const attended = { mark: 'attended', markedAt: '2022-05-17T12:00:00.000Z' } as const

test.each([
  ['said nothing', {}, kinds],
  ['declined', { calendarAnswer: declined }, ['reminder']],
  ['declined, but they came', { calendarAnswer: declined, attendance: attended }, kinds],
  ['declined, but they kept the place', { calendarAnswer: { ...declined, keptAt: '2022-05-02T10:00:00.000Z' } }, kinds],
] as const)('somebody whose calendar %s is owed reminders, and thanks only if they seem to have come', (_what, about, owed) => {
  expect(kinds.filter((kind) => owingOf(registration(about), fanOut(kind)) !== undefined)).toEqual(owed)
})
