import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { programmePage } from '../../../../functions/attendee/programme/programme-page.ts'
import { createRecentEvents } from '../../../../shared/store/cached-events.ts'
import { createManaging } from '../../../../shared/use-cases/event/managing.ts'
import { now, organiser, publishEvent } from '../../../make/programme.ts'
import { makeRequest } from '../../../make/request.ts'
import { type LocalStores, startStores } from '../../../store/local-store.ts'

let stores: LocalStores
beforeAll(async () => {
  stores = await startStores()
})
afterAll(() => stores.stop())

test('the programme says what is on while the event runs, not before or after it, nor once it is cancelled', async () => {
  const sessions = [['14T09:00', '14T12:00'] as const, ['15T09:00', '15T12:00'] as const].map(([start, end], index) => ({
    id: `s${index}`,
    title: `Session ${index}`,
    kind: 'talk' as const,
    start: `2022-06-${start}`,
    end: `2022-06-${end}`,
    speakers: [],
    choose: false,
  }))
  const { slug } = await publishEvent(stores, { kind: 'conference', start: '2022-06-14T09:00', end: '2022-06-15T12:00', sessions })
  const headings = async (at: string): Promise<readonly string[]> => {
    const services = { recent: createRecentEvents(stores.events), profiles: async () => [] }
    const { body } = await programmePage(services)(makeRequest(slug, { now: at }))
    return [...String(body).matchAll(/<h2>((?:Now|Next)[^<]*)<\/h2>/g)].map(([, title = '']) => title.replace(',  ', ', '))
  }
  expect(await headings('2022-06-14T06:59:00.000Z')).toEqual([])
  expect((await headings('2022-06-14T07:00:00.000Z')).map((title) => title.split(',')[0])).toEqual(['Now', 'Next'])
  expect(await headings('2022-06-15T09:59:00.000Z')).toEqual(['Now'])
  expect(await headings('2022-06-15T10:00:00.000Z')).toEqual([])
  await createManaging(stores).cancel(slug, { staff: organiser, now })
  expect(await headings('2022-06-14T07:00:00.000Z')).toEqual([])
})
