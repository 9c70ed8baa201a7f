import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createFolding } from '../../../functions/summaries/folding.ts'
import { shownTally, summarise, surveyClosesAt } from '../../../shared/domain/feedback/summary.ts'
import { surveyTemplate } from '../../../shared/domain/feedback/survey.ts'
import type { Registration } from '../../../shared/domain/registration/registration.ts'
import { publishEvent, registerMany } from '../../make/programme.ts'
import { type LocalStores, startStores } from '../../store/local-store.ts'
import { allRegistrations } from '../../store/scan.ts'
import { openStream } from '../../store/stream.ts'

let stores: LocalStores
let stream: ReturnType<typeof openStream>
beforeAll(async () => {
  stores = await startStores()
  stream = openStream(stores, 'feedback')
})
afterAll(async () => {
  stream.close()
  await stores.stop()
})

const surveyed = async (count: number) => {
  const event = await publishEvent(stores, { capacity: count })
  await registerMany(stores, event.slug, count)
  const people = (await allRegistrations(stores, event.slug)).toSorted((one, other) => (one.name < other.name ? -1 : 1))
  const fold = createFolding(stores)
  return {
    event,
    people,
    answer: async (person: Registration | undefined, overall: number): Promise<void> => {
      if (person === undefined) throw new Error('nobody is left to answer')
      await stores.responses.give(person, surveyTemplate, { overall, usefulness: 3, recommend: 8, change: `By ${person.name}` })
    },
    fold: async (): Promise<void> => {
      await fold('shard', await stream.next())
    },
    /** What the summary shows, in short. */
    shown: async (ended = false) => {
      const [tally, comments] = await Promise.all([stores.tallies.get(event.slug), stores.comments.list(event.slug, surveyTemplate, ended)])
      const { responses, questions } = summarise(surveyTemplate, shownTally(tally, ended), comments)
      const [overall] = questions
      return { responses, overall: overall?.distribution, comments: comments.get('change')?.length ?? 0 }
    },
  }
}

describe('a person who reads the summary before and after each answer', () => {
  test('never sees what a single person added, in figures or comments', async () => {
    const { people, answer, fold, shown } = await surveyed(12)
    const seen = [await shown()]
    for (const [index, person] of people.entries()) {
      await answer(person, (index % 5) + 1)
      await fold()
      seen.push(await shown())
    }
    expect(seen.map(({ responses }) => responses)).toEqual([0, 0, 0, 0, 0, 5, 5, 5, 5, 5, 10, 10, 10])
    expect(seen.map(({ comments }) => comments)).toEqual([0, 0, 0, 0, 0, 5, 5, 5, 5, 5, 10, 10, 10])
    expect(new Set(seen.map((each) => JSON.stringify(each))).size).toBe(3)
    expect(seen.at(-1)?.overall).toEqual({ 1: 2, 2: 2, 3: 2, 4: 2, 5: 2 })
  })

  test('sees everything once the survey has ended', async () => {
    const { event, people, answer, fold, shown } = await surveyed(6)
    for (const person of people) await answer(person, 5)
    await fold()
    for (const person of people.slice(0, 1)) await answer(person, 1)
    await fold()
    expect(await shown(true)).toMatchObject({ responses: 6, overall: { 5: 6 }, comments: 6 })
    expect(surveyClosesAt(event).slice(0, 10)).toBe('2022-07-16')
  })

  test('sees the same whether answers arrive together, twice, or at several workers concurrently', async () => {
    const { people, answer, shown } = await surveyed(7)
    for (const person of people) await answer(person, 4)
    const records = await stream.next()
    const fold = createFolding(stores)
    await Promise.all([fold('shard', records), fold('shard', records), fold('shard', records)])
    await fold('shard', records)
    const { responses, comments, overall } = await shown()
    expect({ responses, comments, four: overall?.['4'] }).toEqual({ responses: 7, comments: 7, four: 7 })
  })
})
