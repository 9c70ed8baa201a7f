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
