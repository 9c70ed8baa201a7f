import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { registerForm } from '../../../../functions/attendee/registering/register.ts'
import type { EventInput } from '../../../../shared/domain/event/event.ts'
import { loadTexts } from '../../../../shared/texts/texts.ts'
import { createAdmitting } from '../../../../shared/use-cases/registration/admitting.ts'
import { publishEvent, registerMany } from '../../../make/programme.ts'
import { makeRequest } from '../../../make/request.ts'
import { type LocalStores, startStores } from '../../../store/local-store.ts'

let stores: LocalStores
beforeAll(async () => {
  stores = await startStores()
})
afterAll(() => stores.stop())

const holds: EventInput['holds'] = [{ label: 'Estonia', places: 1, until: '2022-05-01T10:00', countries: ['EE'] }]
const { open, full } = (await loadTexts('en')).register.ways

/** What a person sees on opening the form after this many people from France registered: the redirect, or the heading. */
const opened = async (people: number, overrides: Partial<EventInput>): Promise<string> => {
  const { slug } = await publishEvent(stores, overrides)
  await registerMany(stores, slug, people)
  const { statusCode, headers, body = '' } = await registerForm({ ...stores, admit: createAdmitting(stores) })(makeRequest(slug))
  const where = String(headers?.['location']).replace(slug, '…')
  return statusCode === 303 ? where : (/<h1>(.*?)<\/h1>/s.exec(body)?.[1] ?? '')
}

test.each([
  ['before it opens', 0, { registrationOpens: '2022-05-01T10:00' }, '/events/…'],
  ['after it closed', 0, { registrationCloses: '2022-03-20T10:00' }, '/events/…'],
  ['when all places are taken and nobody can wait', 1, { capacity: 1, waitingList: 'none' }, '/events/…'],
  ['when all places are taken but one that is kept for a group', 1, { capacity: 2, waitingList: 'none', holds }, open.title],
  ['while places are left', 1, { capacity: 2, waitingList: 'none' }, open.title],
  ['when all places are taken and one can wait', 1, { capacity: 1 }, full.title],
] as const)('a person who wants to register %s is shown what is possible', async (_, people, overrides, shown) => {
  expect(await opened(people, overrides)).toBe(shown)
})
