import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { calendar } from '../../../../functions/organiser/calendar/calendar.ts'
import type { Staff } from '../../../../shared/domain/who-may.ts'
import { organiser as olga, publishEvent } from '../../../make/programme.ts'
import { makeRequest } from '../../../make/request.ts'
import { makeStoredEvent } from '../../../make/stored-event.ts'
import { type LocalStores, startStores } from '../../../store/local-store.ts'
import { textOf } from '../../../views/staff/page.ts'

let stores: LocalStores
beforeAll(async () => {
  stores = await startStores()
  await publishEvent(stores, { title: 'Innovation', start: '2022-05-10T10:00', end: '2022-05-10T11:00' })
  await publishEvent(stores, { title: 'Tagung für Forensik', kind: 'conference', start: '2022-05-30T09:00', end: '2022-06-01T16:00' })
  const { publishedAt: _, ...drafted } = makeStoredEvent({
    title: 'Idea of a colleague',
    start: '2022-05-12T10:00',
    end: '2022-05-12T11:00',
  })
  await stores.events.create({ ...drafted, status: 'draft', slug: 'idea', owner: 'paul' }, drafted.createdAt)
})
afterAll(() => stores.stop())

const shown = async (query: string, staff: Staff = olga) => {
  const request = makeRequest('', { query: new URLSearchParams(query), now: '2022-05-02T09:00:00.000Z' })
  const { body = '', statusCode } = await calendar(stores)({ ...request, staff })
  return { html: body, text: textOf(body), statusCode }
}

describe('an organiser looking for a date', () => {
  test('sees every event of this month, with colleagues’ drafts, which lead nowhere', async () => {
    const { text, html } = await shown('')
    expect(text).toContain('May 2022')
    expect(text).toMatch(/10:00 Innovation/)
    expect(text).toMatch(/10:00 Idea of a colleague Draft/)
    expect(html).not.toContain('href="/organiser/events/idea"')
  })

  test('sees a conference on each of its days, in the month where it goes on too', async () => {
    const { text } = await shown('day=2022-06-15')
    expect(text).toMatch(/continues Tagung für Forensik/)
    expect(text).not.toContain('Innovation')
  })

  test.each([
    ['search=fur%20forensik', 'Tagung für Forensik', 'Innovation'],
    ['kind=conference', 'Tagung für Forensik', 'Innovation'],
    ['status=draft', 'Idea of a colleague', 'Innovation'],
    ['whose=own', 'Innovation', 'Idea of a colleague'],
    ['span=week&day=2022-05-11', 'Innovation', 'Tagung für Forensik'],
  ])('finds with %s: %s, but not %s', async (query, found, left) => {
    const { text } = await shown(query)
    expect(text).toContain(found)
    expect(text).not.toContain(left)
  })

  test('sees the whole year by month', async () => {
    const { text } = await shown('span=year')
    expect(text).toMatch(/May 10 Innovation .*June 30 Tagung/)
  })

  test('is told when there is nothing, and is not stopped by an address with mistakes', async () => {
    expect((await shown('day=2030-01-01')).text).toContain('There are no such events in this period.')
    expect((await shown('span=decade&day=soon')).text).toContain('May 2022')
  })
})

test('only organisers see the calendar of all events', async () => {
  expect((await shown('', { ...olga, roles: ['steering'] })).statusCode).toBe(403)
})
