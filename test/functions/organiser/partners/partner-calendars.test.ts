import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import * as api from '../../../../functions/organiser/partners/api-partner-calendars.ts'
import {
  addPartnerCalendar,
  partnerCalendars,
  readPartnerCalendar,
  removePartnerCalendar,
} from '../../../../functions/organiser/partners/partner-calendars.ts'
import { mostPartnerCalendars, partnerTroubles } from '../../../../shared/domain/calendar/partner-calendar.ts'
import type { Staff } from '../../../../shared/domain/who-may.ts'
import type { Reply } from '../../../../shared/http/reply.ts'
import type { StaffRequest } from '../../../../shared/http/request.ts'
import { createPartnerCalendars, type PartnerCalendars } from '../../../../shared/store/programme/partner-calendars.ts'
import { organiser } from '../../../make/programme.ts'
import { makeRequest } from '../../../make/request.ts'
import { type LocalStores, startStores } from '../../../store/local-store.ts'
import { textOf } from '../../../views/staff/page.ts'

const now = '2022-04-01T08:00:00.000Z'
const admin: Staff = { ...organiser, roles: ['administrator'] }

let stores: LocalStores
let calendars: PartnerCalendars
beforeAll(async () => {
  stores = await startStores()
  calendars = createPartnerCalendars(stores.database, stores.tables.programme)
})
beforeEach(async () => {
  for (const { id } of await calendars.list()) await calendars.remove(id)
})
afterAll(() => stores.stop())

type Page = (of: { readonly partnerCalendars: () => Promise<PartnerCalendars> }) => (request: StaffRequest) => Promise<Reply> | Reply
interface Asked {
  readonly id?: string
  readonly form?: Readonly<Record<string, string>>
  readonly body?: unknown
  readonly staff?: Staff
}
const call = async (page: Page, { id = '', form, body, staff = admin }: Asked = {}) => {
  const request = makeRequest('', {
    now,
    api: body !== undefined,
    body: form === undefined ? JSON.stringify(body ?? '') : new URLSearchParams(form).toString(),
    parameter: () => id,
  })
  const context = { ...request.context, staff: { ...staff, csrf: 'x' } }
  const reply = await page({ partnerCalendars: async () => calendars })({ ...request, staff, context })
  return { status: reply.statusCode, location: reply.headers?.['location'], html: reply.body ?? '', text: textOf(reply.body ?? '') }
}

const address = 'https://partner.example/events.ics'
const form = { name: 'EcoQUIP Plus', address }
const only = async () => {
  const [calendar] = await calendars.list()
  if (calendar === undefined) throw new Error('none')
  return calendar
}

describe('an administrator', () => {
  test('adds a calendar, sees that it will be read, and removes it', async () => {
    expect((await call(partnerCalendars)).text).toContain('No partner’s calendar has been added yet.')
    expect(await call(addPartnerCalendar, { form })).toMatchObject({ status: 303, location: '/organiser/partner-calendars?done=added' })
    const { text } = await call(partnerCalendars)
    expect(text).toContain(`EcoQUIP Plus ${address} It will be read within a minute. Read now Remove`)
    const { id } = await only()
    expect(await call(removePartnerCalendar, { id, form: {} })).toMatchObject({ status: 303 })
    expect(await call(removePartnerCalendar, { id, form: {} })).toMatchObject({ status: 404 })
    expect(await calendars.list()).toEqual([])
  })

  test('is told what is wrong with what was entered, and finds it again in the form', async () => {
    const wrong = await call(addPartnerCalendar, { form: { name: '', address: 'http://partner.example/events.ics' } })
    expect(wrong.status).toBe(422)
    expect(wrong.text).toContain('Enter whose calendar it is')
    expect(wrong.text).toContain('Enter an address that starts with https://')
    expect(wrong.html).toContain('value="http://partner.example/events.ics"')
    await call(addPartnerCalendar, { form })
    const twice = await call(addPartnerCalendar, { form: { name: 'Another name', address: 'webcal://PARTNER.example/events.ics' } })
    expect([twice.status, twice.text.includes('This calendar has already been added')]).toEqual([422, true])
  })

  test('cannot add more than anybody keeps an eye on', async () => {
    for (let number = 0; number < mostPartnerCalendars; number++)
      await calendars.add({ name: `${number}`, address: `${address}?${number}` }, now)
    const { status, text } = await call(addPartnerCalendar, { form })
    expect([status, text.includes('There are already 20 partners’ calendars')]).toEqual([422, true])
  })

  test('has a calendar read before its hour', async () => {
    await call(addPartnerCalendar, { form })
    const calendar = await only()
    await calendars.claim(calendar, '2022-04-01T09:00:00.000Z')
    expect((await call(partnerCalendars)).text).not.toContain('within a minute. Read now')
    expect(await call(readPartnerCalendar, { id: calendar.id, form: {} })).toMatchObject({
      location: '/organiser/partner-calendars?done=reading',
    })
    expect((await only()).nextAt).toBe(now)
  })

  test.each(partnerTroubles.filter((code) => code !== 'empty'))('reads what is wrong and how to mend it: %s', async (code) => {
    await call(addPartnerCalendar, { form })
    await calendars.settle(await only(), { trouble: { code, since: now, status: 503 } })
    expect((await call(partnerCalendars)).text).toMatch(/It could not be read .{60}/)
  })

  test('reads since when a calendar fails or is empty, and what shows meanwhile', async () => {
    await call(addPartnerCalendar, { form })
    const event = { title: 'Sensors', start: '2022-05-11T08:00:00.000Z', end: '2022-05-11T09:00:00.000Z' }
    await calendars.settle(await only(), { readAt: now, events: [event] })
    expect((await call(partnerCalendars)).text).toContain('1 event from 2 months ago to 18 months ahead Last read: 1 April 2022 at 10:00')
    await calendars.settle(await only(), { trouble: { code: 'answered', since: now, status: 404 } })
    expect((await call(partnerCalendars)).text).toMatch(
      /Not read since 1 April 2022 at 10:00 .*error 404.*the calendar shows the events that were last read/,
    )
    await calendars.settle(await only(), { trouble: { code: 'empty', since: now } })
    expect((await call(partnerCalendars)).text).toMatch(/Empty since 1 April 2022 at 10:00 .*are kept for 3 days/)
  })
})

describe('other staff', () => {
  test('see the calendars if they organise, and change nothing', async () => {
    await call(addPartnerCalendar, { form })
    const { text } = await call(partnerCalendars, { staff: organiser })
    expect(text).toContain('EcoQUIP Plus')
    expect(text).toContain('Administrators add and remove calendars.')
    expect(text).not.toContain('Remove EcoQUIP Plus')
    const { id } = await only()
    const pages: readonly Page[] = [addPartnerCalendar, readPartnerCalendar, removePartnerCalendar]
    for (const page of pages) expect(await call(page, { id, form, staff: organiser })).toMatchObject({ status: 403 })
    const operations: readonly Page[] = [api.addPartnerCalendar, api.readPartnerCalendar, api.removePartnerCalendar]
    for (const operation of operations) expect(await call(operation, { id, body: form, staff: organiser })).toMatchObject({ status: 403 })
    expect((await call(partnerCalendars, { staff: { ...organiser, roles: ['steering'] } })).status).toBe(403)
    expect((await call(api.listPartnerCalendars, { staff: { ...organiser, roles: ['steering'] } })).status).toBe(403)
  })
})

describe('by API', () => {
  const jsonOf = ({ html }: { readonly html: string }): unknown => JSON.parse(html)

  test('calendars are added, read, listed with their events, and removed', async () => {
    const added = await call(api.addPartnerCalendar, { body: { ...form, address: 'webcal://partner.example/events.ics' } })
    const { id } = await only()
    expect([added.status, jsonOf(added)]).toEqual([201, { id, ...form, addedAt: now, events: 0 }])
    const event = { title: 'Sensors', start: '2022-05-11T08:00:00.000Z', end: '2022-05-11T09:00:00.000Z' }
    await calendars.settle(await only(), { readAt: now, events: [event] })
    expect(jsonOf(await call(api.listPartnerCalendars, { staff: organiser }))).toEqual({
      calendars: [{ id, ...form, addedAt: now, readAt: now, events: 1 }],
    })
    expect(jsonOf(await call(api.listPartnerEvents, { id, staff: organiser }))).toEqual({ events: [event] })
    expect(await call(api.readPartnerCalendar, { id, body: '' })).toMatchObject({ status: 202 })
    expect(jsonOf(await call(api.removePartnerCalendar, { id, body: '' }))).toEqual({ id })
    const operations: readonly Page[] = [api.listPartnerEvents, api.readPartnerCalendar, api.removePartnerCalendar]
    for (const operation of operations) expect(await call(operation, { id, body: '' })).toMatchObject({ status: 404 })
  })

  test('a second one with the same address, or a wrong address, is refused by its field', async () => {
    await call(api.addPartnerCalendar, { body: form })
    expect(jsonOf(await call(api.addPartnerCalendar, { body: form }))).toMatchObject({
      errors: [{ field: 'address', code: 'calendar-known' }],
    })
    const wrong = await call(api.addPartnerCalendar, { body: { ...form, address: 'https://partner.example:22/' } })
    expect(jsonOf(wrong)).toMatchObject({ errors: [{ field: 'address', code: 'https-address' }] })
  })
})
