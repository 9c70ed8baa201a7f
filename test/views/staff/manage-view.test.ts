import { expect, test } from '@jest/globals'
import { manageView } from '../../../functions/organiser/event/manage-view.ts'
import type { Advice } from '../../../shared/domain/event/advice.ts'
import { makeStoredEvent } from '../../make/stored-event.ts'
import { textOf } from '../markup.ts'
import { staffPage } from './page.ts'

const now = '2022-03-01T09:00:00.000Z'
const draft = { ...makeStoredEvent({ joinUrl: 'https://meet.example/room' }), status: 'draft' as const }

const everyAdvice: readonly Advice[] = [
  { code: 'begun' },
  { code: 'registration-closed' },
  { code: 'no-limit' },
  { code: 'no-programme' },
  { code: 'clashes', count: 2 },
  { code: 'late-reminders', offsets: ['P1D', 'PT1H'] },
  { code: 'holiday', day: '2022-07-21', countries: ['BE', 'NO'] },
]

test('a draft’s page says in words what may have been overlooked, and lets it be published all the same', async () => {
  const page = await textOf(manageView(staffPage(), { event: draft, now, groups: [], advice: everyAdvice }))
  expect(page).toContain('Worth checking before you publish')
  expect(page).toContain('2 clashes in the programme.')
  expect(page).toContain('It is too late for these reminders: 1 day and 1 hour before the start.')
  expect(page).toContain('Public holiday on Thursday, 21 July 2022: Belgium and Norway.')
  expect(page).toContain('>Publish</button>')
})

test('a draft without anything to check, or a published event, has no such list', async () => {
  expect(await textOf(manageView(staffPage(), { event: draft, now, groups: [], advice: [] }))).not.toContain('Worth checking')
  const published = { ...draft, status: 'published' as const }
  expect(await textOf(manageView(staffPage(), { event: published, now, groups: [], advice: everyAdvice }))).not.toContain('Worth checking')
})

test('a hybrid event with limits says that those who have not said how they take part count in neither way', async () => {
  const none = { confirmed: 0, waitlisted: 0 }
  const said = async (notSaid: number, inPersonPlaces: number | undefined) => {
    const event = { ...draft, status: 'published' as const, format: 'hybrid' as const, inPersonPlaces }
    const participation = { 'in-person': none, online: none, 'not-said': { confirmed: notSaid, waitlisted: 0 } }
    return textOf(manageView(staffPage(), { event, now, groups: [], participation }))
  }
  expect(await said(2, 10)).toContain('2 people have a place and have not said yet. They count in neither way until they do')
  for (const other of [await said(0, 10), await said(2, undefined)]) expect(other).not.toContain('count in neither way')
})
