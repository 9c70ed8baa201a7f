import { expect, test } from '@jest/globals'
import { handOverCheckView } from '../../functions/attendee/own-registration/check-colleague-view.ts'
import { type RegistrationModel, registrationView } from '../../functions/attendee/own-registration/registration-view.ts'
import { makeContext } from '../make/page-context.ts'
import { makeStoredEvent } from '../make/stored-event.ts'
import { textOf } from './markup.ts'

const person = { name: 'Ana', organisation: 'Authority', country: 'PT', role: 'procurer', email: 'ana@authority.example' } as const
const joinUrl = 'https://meet.example/room'

const shown = (more: Partial<RegistrationModel>, status: RegistrationModel['registration']['status'] = 'confirmed') =>
  textOf(
    registrationView(makeContext(), {
      token: 'token',
      event: { ...makeStoredEvent({ format: 'online' }), joinUrl },
      state: 'open',
      registration: { ...person, status, answers: {}, sessions: [], sequence: 0 },
      files: [],
      ...more,
    }),
  )
const joins = (page: string): boolean => page.includes(`<a class="button" href="${joinUrl}"`)

test('whoever has a place finds the link to join as long as the event is not over, even if registration closed before', async () => {
  for (const state of ['open', 'closed', 'not-open-yet'] as const) expect([state, joins(await shown({ state }))]).toEqual([state, true])
  for (const state of ['cancelled', 'finished'] as const) expect([state, joins(await shown({ state }))]).toEqual([state, false])
  expect(joins(await shown({ state: 'closed' }, 'waitlisted'))).toBe(false)
})

test('while the event is on, the page says so to whoever has a place, instead of asking them to accept the invitation', async () => {
  const page = await shown({ inProgress: true, state: 'closed' })
  expect(page).toContain('Now: in progress until 12:00 (Europe/Brussels)')
  expect(page).not.toContain('Accept the invitation')
  const waiting = await shown({ inProgress: true }, 'waitlisted')
  expect(waiting).toContain('You are on the waiting list')
  expect(waiting).not.toContain('You have a place')
})

test('the check before a place is handed over names the sessions that go with it, which the colleague is told', async () => {
  const colleague = { ...person, answers: {}, consent: true as const }
  const page = (sessions: readonly string[]) =>
    textOf(handOverCheckView(makeContext(), { event: makeStoredEvent(), colleague, sessions, sent: new URLSearchParams() }))
  expect(await page(['Review clauses', 'Round table'])).toContain('Review clauses\nRound table')
  expect(await page([])).not.toContain('Sessions')
})
