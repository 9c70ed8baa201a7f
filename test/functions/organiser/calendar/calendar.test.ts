import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { calendar } from '../../../../functions/organiser/calendar/calendar.ts'
import type { PartnerEvent } from '../../../../shared/domain/calendar/partner-calendar.ts'
import type { Staff } from '../../../../shared/domain/who-may.ts'
import { createPartnerCalendars, type PartnerCalendars } from '../../../../shared/store/programme/partner-calendars.ts'
import { organiser as olga, publishEvent } from '../../../make/programme.ts'
import { makeRequest } from '../../../make/request.ts'
import { makeStoredEvent } from '../../../make/stored-event.ts'
import { type LocalStores, startStores } from '../../../store/local-store.ts'
import { textOf } from '../../../views/staff/page.ts'

let stores: LocalStores
let partners: PartnerCalendars
beforeAll(async () => {
  stores = await startStores()
  partners = createPartnerCalendars(stores.database, stores.tables.programme)
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
  const { body = '', statusCode } = await calendar({ ...stores, partnerCalendars: async () => partners })({ ...request, staff })
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

  test('can clear a filter, if there is one', async () => {
    const clears = async (query: string) => (await shown(query)).html.includes('class="clear"')
    expect([await clears(''), await clears('span=week&day=2022-05-11&kind=&search=')]).toEqual([false, false])
    expect([await clears('kind=webinar'), await clears('search=sensors'), await clears('whose=own')]).toEqual([true, true, true])
  })

  test('is told when there is nothing, and is not stopped by an address with mistakes', async () => {
    expect((await shown('day=2030-01-01&status=draft')).text).toContain('There are no such events in this period.')
    expect((await shown('day=2030-01-01')).text).toContain('There are no events in this period.')
    expect((await shown('span=decade&day=soon')).text).toContain('May 2022')
  })
})

describe('partners’ events', () => {
  const known = async (name: string, events: readonly PartnerEvent[]) => {
    await partners.add({ name, address: `https://partner.example/${name}.ics` }, '2022-04-01T08:00:00.000Z')
    const calendar = (await partners.list()).find((each) => each.name === name)
    if (calendar !== undefined) await partners.settle(calendar, { readAt: '2022-04-01T08:00:00.000Z', events })
  }
  beforeAll(async () => {
    const sensors = { title: 'Sensors', start: '2022-05-11T08:00:00.000Z', end: '2022-05-11T09:00:00.000Z' }
    await known('EcoQUIP', [
      { ...sensors, url: 'https://partner.example/sensors' },
      { title: 'Partner days', start: '2022-05-17', end: '2022-05-18' },
      { title: '', start: '2022-05-19T20:00:00.000Z', end: '2022-05-19T22:00:00.000Z' },
      { title: '<b>Bold</b>', start: '2022-04-30T22:30:00.000Z', end: '2022-04-30T23:00:00.000Z' },
      // Ours, too.
      { title: 'INNOVATION', start: '2022-05-10T08:00:00.000Z', end: '2022-05-10T09:00:00.000Z' },
    ])
    await known('RaDAR', [{ ...sensors, title: 'sensors' }])
  })

  test('are beside ours, marked as theirs and linked to their page, once although two partners announce them', async () => {
    const { text, html } = await shown('')
    expect(text).toMatch(/10:00 Sensors partner: EcoQUIP/)
    expect(html).toContain('<a href="https://partner.example/sensors" rel="noopener noreferrer">Sensors</a>')
    expect(text.match(/sensors/gi)).toHaveLength(1)
    expect(text).not.toContain('INNOVATION')
  })

  test('have whole days, others until midnight on their day only, and words instead of no title', async () => {
    const { text } = await shown('')
    expect(text).toMatch(/17 all day Partner days .*18 continues Partner days/)
    expect(text).toMatch(/19 22:00 Event without a title/)
    expect(text).not.toContain('continues Event without a title')
  })

  test('are shown by the network’s clock, and as text whatever they are called', async () => {
    expect((await shown('')).html).toContain('<span class="hours">00:30</span> <span>&lt;b&gt;Bold&lt;/b&gt;</span>')
    expect((await shown('day=2022-04-15')).text).not.toContain('Bold')
  })

  test.each([
    ['whose=partners', 'Sensors', 'Idea of a colleague'],
    ['search=ecoquip', 'Sensors', 'Idea of a colleague'],
    ['whose=network', 'Idea of a colleague', 'Sensors'],
    ['whose=own', 'Innovation', 'Sensors'],
    ['status=draft', 'Idea of a colleague', 'Sensors'],
    ['span=year', 'Sensors', 'nothing'],
  ])('are found with %s like others: %s, but not %s', async (query, found, left) => {
    const { text } = await shown(query)
    expect(text).toContain(found)
    expect(text).not.toContain(left)
  })
})

test('only organisers see the calendar of all events', async () => {
  expect((await shown('', { ...olga, roles: ['steering'] })).statusCode).toBe(403)
})
