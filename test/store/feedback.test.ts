import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type Question, surveyTemplate } from '../../shared/domain/feedback/survey.ts'
import { publishEvent, registerMany } from '../make/programme.ts'
import { type LocalStores, startStores } from './local-store.ts'
import { allRegistrations, itemsOf } from './scan.ts'

let stores: LocalStores
beforeAll(async () => {
  stores = await startStores()
})
afterAll(() => stores.stop())

const questions: readonly Question[] = surveyTemplate
const answers = { overall: 5, usefulness: 4, recommend: 9, 'most-valuable': 'The cases', change: 'More time' }

test('a link accepts one response, even if used several times concurrently', async () => {
  const { slug } = await publishEvent(stores)
  await registerMany(stores, slug, 1)
  const [registration] = await allRegistrations(stores, slug)
  if (registration === undefined) throw new Error('nobody registered')
  const given = await Promise.all(Array.from({ length: 5 }, () => stores.responses.give(registration, questions, answers)))
  expect(given.filter((taken) => taken)).toHaveLength(1)
  expect((await itemsOf(stores, stores.tables.feedback)).filter((item) => item['pk'] === `RESPONSES#${slug}`)).toHaveLength(1)
})

test('a stored response contains nothing that leads to a person or a moment, or that joins its parts', async () => {
  const { slug } = await publishEvent(stores)
  await registerMany(stores, slug, 1)
  const [registration] = await allRegistrations(stores, slug)
  if (registration === undefined) throw new Error('nobody registered')
  await stores.responses.give(registration, questions, answers)
  const kept = (await itemsOf(stores, stores.tables.feedback)).filter((item) => String(item['pk']).endsWith(`#${slug}`))
  const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}'
  const byShape = kept.map(({ sk, ...rest }) => ({ sk: String(sk).replace(new RegExp(uuid), 'random'), ...rest }))
  expect(byShape.sort((a, b) => a.sk.localeCompare(b.sk))).toEqual([
    { pk: `COMMENTS#${slug}`, sk: 'change#random', slug, questionId: 'change', text: 'More time' },
    { pk: `COMMENTS#${slug}`, sk: 'most-valuable#random', slug, questionId: 'most-valuable', text: 'The cases' },
    { pk: `RESPONSES#${slug}`, sk: 'random', slug, answers: { overall: 5, usefulness: 4, recommend: 9 } },
  ])
  expect(new Set(kept.map(({ sk }) => String(sk).match(uuid)?.[0])).size).toBe(3)
  const [after] = await allRegistrations(stores, slug)
  expect(after).toEqual({ ...registration, answered: true })
})

test('comments are returned by question, once they may be shown or the survey has ended', async () => {
  const { slug } = await publishEvent(stores)
  await registerMany(stores, slug, 2)
  for (const registration of await allRegistrations(stores, slug)) {
    await stores.responses.give(registration, questions, { ...answers, change: `From ${registration.name}` })
  }
  const changes = async (ended: boolean) => [...((await stores.comments.list(slug, questions, ended)).get('change') ?? [])].sort()
  expect([await changes(false), await changes(true)]).toEqual([[], ['From Person 1', 'From Person 2']])
  await stores.comments.show(slug, questions)
  await stores.comments.show(slug, questions)
  expect(await changes(false)).toEqual(['From Person 1', 'From Person 2'])
  expect((await stores.comments.list(slug, questions, true)).get('next-topics')).toEqual([])
})
