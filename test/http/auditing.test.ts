import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { routes as organiserRoutes } from '../../functions/organiser/routes.ts'
import { routes as steeringRoutes } from '../../functions/steering/routes.ts'
import { type AuditEntry, kindOfDeed } from '../../shared/domain/staff/audit.ts'
import { concerning, hidden, recorded, refuseStale } from '../../shared/http/auditing.ts'
import { csvFile, json, type Reply, seeOther } from '../../shared/http/reply.ts'
import { paths } from '../../shared/site/paths.ts'
import { type Route, routeKey } from '../../shared/site/route.ts'
import { makeRequest } from '../make/request.ts'

const staff = { subject: 'olga', name: 'Olga', email: 'olga@authority.example', roles: ['organiser' as const] }

const entries: AuditEntry[] = []
const logged: string[] = []
let isBroken = false
const add = async (entry: AuditEntry): Promise<void> => {
  if (isBroken) throw new Error('no table')
  entries.push(entry)
}
beforeEach(() => {
  entries.length = 0
  logged.length = 0
  isBroken = false
  for (const stream of [process.stdout, process.stderr])
    jest.spyOn(stream, 'write').mockImplementation((line) => logged.push(String(line)) > 0)
})
afterEach(() => {
  jest.restoreAllMocks()
})

const reading = { method: 'GET', path: paths.eventRegistrations, access: 'session', page: 'list', deed: 'read-registrations' } as const
const exporting = {
  method: 'GET',
  path: paths.eventRegistrationsFile,
  access: 'session',
  page: 'csv',
  deed: 'export-registrations',
} as const
const changing = { method: 'POST', path: paths.editEvent, access: 'session', page: 'save', deed: 'change-event' } as const
const opening = { method: 'GET', path: paths.manageEvent, access: 'session', page: 'manage' } as const

const about = (route: Route, body = '') => ({
  add,
  route,
  staff,
  request: makeRequest('', { body, parameter: (name) => (name === 'slug' ? 'market-demand' : '') }),
})
const happened = async (route: Route, reply: Reply, body = '') => {
  const answer = await recorded(about(route, body), () => reply)
  expect(answer).not.toHaveProperty('concerned')
  return entries.map(({ deed, outcome, count, slug }) => [deed, outcome, slug, ...(count === undefined ? [] : [count])].join(' '))
}

describe('what staff do is recorded:', () => {
  test('a read and an export once, with how many people they concerned', async () => {
    expect(await happened(reading, concerning(json([]), { count: 50 }))).toEqual(['read-registrations done market-demand 50'])
    expect(await happened(exporting, concerning(csvFile('', 'x.csv'), { count: 118 }))).toHaveLength(2)
    expect(entries.at(-1)).toEqual({
      at: '2022-04-01T09:00:00.000Z',
      deed: 'export-registrations',
      outcome: 'done',
      subject: 'olga',
      by: 'olga@authority.example',
      via: 'page',
      slug: 'market-demand',
      count: 118,
      request: 'request',
    })
  })

  test('a change before it is made', async () => {
    const seen: string[] = []
    await recorded(about(changing), () => {
      seen.push(...entries.map(({ outcome }) => outcome))
      return seeOther('/')
    })
    expect([seen, entries.length]).toEqual([['asked'], 1])
  })

  test('that nothing came of a change, and how many it concerned', async () => {
    expect(await happened(changing, json({}, 422))).toEqual(['change-event asked market-demand', 'change-event not-done market-demand'])
    entries.length = 0
    expect(await happened(changing, concerning(seeOther('/'), { count: 3 }))).toEqual([
      'change-event asked market-demand',
      'change-event done market-demand 3',
    ])
  })

  test('nothing of a button that only shows the form with another row, unless it did change something', async () => {
    expect(await happened(changing, json('form'), 'action=add-session')).toEqual([])
    expect(await happened(changing, seeOther('/'), 'action=add-nonsense')).toEqual(['change-event done market-demand'])
  })

  test('nothing of a page without personal data', async () => {
    expect(await happened(opening, json('page'))).toEqual([])
  })
})

describe('what staff may not do is recorded, and counted for the alarm:', () => {
  test('a missing right, on any page', async () => {
    expect(await happened(opening, json({}, 403))).toEqual(['open refused market-demand'])
    expect(await happened(reading, json({}, 403))).toContain('read-registrations refused market-demand')
    expect(logged.filter((line) => line.includes('"code":"staff-refused"'))).toHaveLength(2)
  })

  test('something that they are not even told exists', async () => {
    expect(await happened(opening, await hidden(json({}, 404)))).toEqual(['open refused market-demand'])
  })

  test('a form of another site', async () => {
    expect((await refuseStale(about(changing))).statusCode).toBe(403)
    expect(entries.map(({ deed, outcome }) => `${deed} ${outcome}`)).toEqual(['change-event refused'])
  })
})

describe('if nothing can be recorded,', () => {
  test('no change is made and no export leaves', async () => {
    isBroken = true
    const change = jest.fn(() => seeOther('/'))
    await expect(recorded(about(changing), change)).rejects.toThrow('no table')
    expect(change).not.toHaveBeenCalled()
    await expect(recorded(about(exporting), () => csvFile('names', 'x.csv'))).rejects.toThrow('no table')
  })

  test('pages can still be read, and the log says by whom', async () => {
    isBroken = true
    expect((await recorded(about(reading), () => json([]))).statusCode).toBe(200)
    const line = logged.find((each) => each.includes('"code":"not-recorded"')) ?? ''
    expect([line.includes('"subject":"olga"'), line.includes('olga@authority.example')]).toEqual([true, false])
  })
})

test('every request of staff that changes something is recorded as a change; without personal data are only few pages', () => {
  const routes: readonly Route[] = [...organiserRoutes, ...steeringRoutes]
  const unlike = routes.filter(({ method, deed }) => method !== 'GET' && (deed === undefined || kindOfDeed(deed) !== 'change'))
  expect(unlike.map(routeKey)).toEqual([])
  expect(routes.filter(({ deed }) => deed === undefined).map(({ path }) => path.pattern)).toEqual([
    '/organiser',
    '/organiser/events/new',
    '/organiser/templates',
    '/organiser/templates/{id}',
    '/organiser/templates/{id}/delete',
    '/organiser/new-series',
    '/organiser/series/{slug}',
    '/organiser/series/{slug}/edit',
    '/organiser/series/{slug}/dates',
    '/organiser/series/{slug}/cancel',
    '/organiser/events/{slug}',
    '/organiser/events/{slug}/edit',
    '/organiser/events/{slug}/programme',
    '/organiser/events/{slug}/programme/new',
    '/organiser/events/{slug}/programme/sessions/{id}',
    '/organiser/events/{slug}/programme/sessions/{id}/remove',
    '/organiser/events/{slug}/files',
    '/organiser/events/{slug}/picture',
    '/organiser/events/{slug}/cancel',
    '/organiser/events/{slug}/delete',
    '/organiser/events/{slug}/copy',
    '/organiser/events/{slug}/template',
    '/organiser/events/{slug}/move',
    '/organiser/events/{slug}/messages',
    '/organiser/events',
    '/organiser/calendar',
    '/organiser/partner-calendars',
    '/organiser/events/{slug}/organisers',
    '/organiser/events/{slug}/invitations',
    '/api/v1/organiser/events',
    '/api/v1/organiser/events/{slug}',
    '/api/v1/templates',
    '/api/v1/organiser/series/{slug}',
    '/api/v1/series-dates',
    '/api/v1/events/{slug}/organisers',
    '/api/v1/events/{slug}/mails',
    '/api/v1/partner-calendars',
    '/api/v1/partner-calendars/{id}/events',
    '/steering',
    '/summaries/{slug}',
    '/api/v1/events/{slug}/summary',
  ])
})
