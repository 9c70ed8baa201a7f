import { describe, expect, test } from '@jest/globals'
import { messageStates, type OutboxMessage } from '../../../shared/domain/mail/outbox-message.ts'
import { messageEvent, owedMail } from '../../../shared/domain/mail/owed-mail.ts'
import { historyOf } from '../../../shared/domain/registration/history.ts'
import { type Registration, registrationSchema } from '../../../shared/domain/registration/registration.ts'
import { makeStoredEvent } from '../../make/stored-event.ts'

const event = makeStoredEvent()
const about = messageEvent(event)
const registeredAt = '2022-04-01T09:10:00.000Z'
const minutes = (count: number): string => new Date(Date.parse(registeredAt) + count * 60_000).toISOString()

const ana: Registration = registrationSchema.parse({
  id: 'ana',
  slug: event.slug,
  name: 'Ana',
  email: 'ana@authority.example',
  organisation: 'Ministry of the Interior',
  country: 'SI',
  role: 'procurer',
  language: 'en',
  status: 'confirmed',
  registeredAt,
  consentedAt: registeredAt,
  round: 1,
  sequence: 1,
  revision: 1,
})

const tell = (messages: readonly OutboxMessage[], more: Partial<Parameters<typeof historyOf>[0]> = {}) =>
  historyOf({ registration: ana, messages, event, suppression: undefined, ...more })
const inShort = (...asked: Parameters<typeof tell>): readonly string[] =>
  tell(...asked).map((entry) => {
    const minute = (Date.parse(entry.at) - Date.parse(registeredAt)) / 60_000
    const detail = entry.what === 'mail' ? `${entry.kind} ${entry.state} ${entry.because ?? ''}` : ''
    const because = entry.what === 'mail-left-out' ? entry.because : entry.what === 'ended' ? (entry.reason ?? '') : ''
    return `${minute} ${entry.what} ${detail}${because}`.trim()
  })

const invitation = owedMail.confirmation(about, { ...ana, sequence: 0 }, registeredAt)
const sent = (message: OutboxMessage, minute: number): OutboxMessage => ({
  ...message,
  state: 'sent',
  trail: [{ state: 'sent', at: minutes(minute) }],
})

describe('the history of a registration', () => {
  test('without any owed mail shows that somebody registered', () => {
    expect(tell([])).toEqual([{ what: 'registered', at: registeredAt, round: 1 }])
  })

  test('shows what happened and what became of each mail, oldest first, in whatever order they are read', () => {
    const update = owedMail.update(about, { ...ana, sequence: 0 }, minutes(50))
    const bounced: OutboxMessage = {
      ...update,
      state: 'failed',
      fault: 'bounced',
      trail: [
        { state: 'unknown', at: minutes(51) },
        { state: 'sent', at: minutes(53) },
        { state: 'failed', at: minutes(55), fault: 'bounced' },
      ],
    }
    const evidence = { reason: 'no-address', at: minutes(55), feedbackId: 'feedback-1' } as const
    const told = inShort([bounced, sent(invitation, 2)], { suppression: { bounce: evidence, held: new Set() } })
    expect(told).toEqual([
      '0 registered',
      '0 confirmed',
      '2 mail confirmation sent',
      '51 mail update unknown',
      '53 mail update sent',
      '55 mail update failed bounced',
      '55 unreachable',
    ])
  })

  test('says why a mail was not sent', () => {
    const reminder = owedMail.reminder(about, ana, minutes(60), 'P1D_202205170800', 0)
    const ended = (message: OutboxMessage, state: 'failed' | 'superseded', fault?: string): OutboxMessage => ({
      ...message,
      state,
      ...(fault === undefined ? {} : { fault }),
      trail: [{ state, at: minutes(70), ...(fault === undefined ? {} : { fault }) }],
    })
    const update = sent(owedMail.update(about, { ...ana, sequence: 0 }, minutes(65)), 71)
    const because = (message: OutboxMessage) =>
      tell([message, update]).flatMap((entry) => (entry.what === 'mail' && entry.because !== undefined ? [entry.because] : []))
    expect([
      because(ended(invitation, 'superseded')),
      because(ended(reminder, 'superseded')),
      because(ended(reminder, 'superseded', 'unsubscribed')),
      because(ended(owedMail.link(about, ana, minutes(60)), 'superseded')),
      because(ended(reminder, 'failed', 'suppressed')),
      because(ended(reminder, 'failed', 'rendering')),
      because(ended(reminder, 'failed', 'thrown-away')),
      because(ended(reminder, 'failed', 'MessageRejected')),
    ]).toEqual([['newer'], ['outdated'], ['unsubscribed'], ['changed'], ['suppressed'], ['rendering'], ['thrown-away'], ['refused']])
  })

  test.each(messageStates)('shows a mail that is %s, even if nothing more is known of it', (state) => {
    const { at, state: told } = Object.assign({ state: undefined }, tell([{ ...invitation, state, claimedAt: minutes(1) }]).at(-1))
    expect([at, told]).toEqual([minutes(1), state])
  })

  test('shows that a mail was withheld, is owed again, and sent after all', () => {
    const trail: OutboxMessage['trail'] = [
      { state: 'failed', at: minutes(1), fault: 'suppressed' },
      { state: 'pending', at: minutes(5) },
    ]
    const held: OutboxMessage = { ...invitation, trail, state: 'pending' }
    const again = ['0 registered', '0 confirmed', '1 mail confirmation failed suppressed', '5 mail confirmation owed-again']
    expect(inShort([held])).toEqual(again)
    expect(inShort([{ ...held, state: 'sending', claimedAt: minutes(6) }])).toEqual([...again, '6 mail confirmation sending'])
    expect(inShort([{ ...held, state: 'sent', trail: [...trail, { state: 'sent', at: minutes(7) }] }])).toEqual([
      ...again,
      '7 mail confirmation sent',
    ])
  })

  test('keeps apart the rounds of somebody who registered again, and shows each end once', () => {
    const cancellation = sent(owedMail.ended(about, { ...ana, sequence: 0 }, minutes(10), 'person'), 11)
    const again = {
      ...ana,
      round: 2,
      registeredAt: minutes(20),
      status: 'cancelled' as const,
      cancelledAt: minutes(30),
      endedBy: 'event' as const,
    }
    expect(inShort([sent(invitation, 2), cancellation], { registration: again })).toEqual([
      '0 confirmed',
      '2 mail confirmation sent',
      '10 ended person',
      '11 mail cancellation sent',
      '20 registered',
      '30 ended event',
    ])
    expect(inShort([cancellation], { registration: { ...ana, status: 'cancelled', cancelledAt: minutes(10), endedBy: 'person' } })).toEqual(
      ['0 registered', '10 ended person', '11 mail cancellation sent'],
    )
  })

  test('shows missed or needless reminders only for people who had a place then', () => {
    const reminder = {
      kind: 'reminder',
      offset: 'P1D',
      anchor: event.startsAt,
      dueAt: '2022-05-16T08:00:00.000Z',
      at: '2022-05-16T08:00:20.000Z',
    } as const
    const missed = { ...event, handledMails: [{ ...reminder, state: 'missed', reason: 'late' } as const] }
    const begun = { ...event, handledMails: [{ ...reminder, state: 'begun' } as const] }
    const late = { ...ana, registeredAt: '2022-05-16T07:30:00.000Z' }
    const left = (...asked: Parameters<typeof tell>) =>
      tell(...asked).flatMap((entry) => (entry.what === 'mail-left-out' ? [entry.because] : []))
    expect([
      left([], { event: missed }),
      left([], { event: missed, registration: { ...ana, status: 'waitlisted' } }),
      left([], { event: missed, registration: { ...ana, status: 'cancelled', cancelledAt: minutes(10) } }),
      left([], { event: missed, registration: { ...ana, registeredAt: '2022-05-17T07:00:00.000Z' } }),
      left([], { event: begun }),
      left([], { event: begun, registration: late }),
    ]).toEqual([['late'], [], [], [], [], ['just-registered']])
  })

  test('shows what the calendar answered, and that the place is kept all the same', () => {
    const calendarAnswer = { answer: 'declined', at: minutes(80), sequence: 1, stamp: minutes(79), keptAt: minutes(90) } as const
    expect(tell([], { registration: { ...ana, calendarAnswer } }).slice(1)).toEqual([
      { what: 'calendar-answer', at: minutes(80), answer: 'declined', sequence: 1 },
      { what: 'place-kept', at: minutes(90) },
    ])
  })

  test('is the same whether or not somebody gave feedback, so that nobody can find out', () => {
    const written = { group: 'not-answered', subject: 'Please', text: 'Tell us' } as const
    const survey = sent(owedMail.survey(about, ana, minutes(100)), 101)
    const asked: readonly OutboxMessage[] = [
      survey,
      sent(owedMail['survey-reminder'](about, ana, minutes(200)), 201),
      sent(owedMail.message(about, ana, minutes(210), 'a-key', written), 211),
      { ...survey, id: 'late', state: 'superseded', trail: [{ state: 'superseded', at: minutes(150) }] },
    ]
    expect(tell(asked)).toEqual(tell([survey], { registration: { ...ana, answered: true } }))
  })
})
