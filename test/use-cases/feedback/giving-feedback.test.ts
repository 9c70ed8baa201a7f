import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { feedbackToken } from '../../../shared/tokens/registration-tokens.ts'
import { openSurvey } from '../../../shared/use-cases/feedback/giving-feedback.ts'
import { publishEvent, registerMany } from '../../make/programme.ts'
import { type LocalStores, startStores } from '../../store/local-store.ts'
import { allRegistrations } from '../../store/scan.ts'

let stores: LocalStores
beforeAll(async () => {
  stores = await startStores()
})
afterAll(() => stores.stop())

test('a survey opens when its event ends, and ends after sixty days', async () => {
  const { slug, endsAt } = await publishEvent(stores)
  await registerMany(stores, slug, 1)
  const [person] = await allRegistrations(stores, slug)
  if (person === undefined) throw new Error('nobody registered')
  const token = feedbackToken(await stores.keys.links(), person)
  const after = (ms: number): string => new Date(Date.parse(endsAt) + ms).toISOString()
  const days = 86_400_000
  const states = [after(-1), after(0), after(60 * days - 1), after(60 * days)].map(
    async (now) => (await openSurvey(stores, token, now)).state,
  )
  expect(await Promise.all(states)).toEqual(['not-yet', 'open', 'open', 'ended'])
})
