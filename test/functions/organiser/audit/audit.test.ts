import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import * as pages from '../../../../functions/organiser/audit/audit.ts'
import { auditListOutput } from '../../../../shared/api/audit.ts'
import type { AuditEntry } from '../../../../shared/domain/staff/audit.ts'
import type { Staff } from '../../../../shared/domain/who-may.ts'
import { itemKeys } from '../../../../shared/store/item-keys.ts'
import { csvRows } from '../../../make/csv-rows.ts'
import { organiser as olga, publishEvent } from '../../../make/programme.ts'
import { makeRequest } from '../../../make/request.ts'
import { type LocalStores, startStores } from '../../../store/local-store.ts'
import { textOf } from '../../../views/staff/page.ts'

let stores: LocalStores
let services: { events: LocalStores['events']; audit: LocalStores['auditLog'] }
beforeAll(async () => {
  stores = await startStores()
  services = { events: stores.events, audit: stores.auditLog }
})
afterAll(() => stores.stop())

const [paul, ada]: readonly Staff[] = [
  { ...olga, subject: 'paul' },
  { ...olga, subject: 'ada', roles: ['administrator'] },
]
const now = '2022-04-01T09:00:00.000Z'
const ago = (hours: number): string => new Date(Date.parse(now) - hours * 3_600_000).toISOString()

const entry = (more: Partial<AuditEntry>): AuditEntry => ({
  at: now,
  deed: 'read-registrations',
  outcome: 'done',
  subject: 'organiser',
  by: 'olga@authority.example',
  via: 'page',
  request: 'request-1',
  ...more,
})
const asked = (staff: Staff | undefined, slug: string, query = '') => ({
  ...makeRequest(slug, { query: new URLSearchParams(query), now }),
  staff: staff ?? olga,
})

test('an event’s organisers read what was done with it, newest first; others do not', async () => {
  const [{ slug }, other] = [await publishEvent(stores), await publishEvent(stores)]
  await stores.auditLog.add(entry({ slug, at: ago(2), deed: 'export-registrations', count: 118 }))
  await stores.auditLog.add(entry({ slug, at: ago(1), deed: 'read-registration', outcome: 'refused', by: 'paul@authority.example' }))
  await stores.auditLog.add(entry({ slug: other.slug, at: ago(1), deed: 'cancel-event' }))
  const text = textOf((await pages.eventAudit(services)(asked(olga, slug))).body ?? '')
  expect(text).toMatch(/paul@authority\.example Refused: Read a registration .* Exported registrations 118 people or entries/)
  expect(text).not.toContain('Cancelled the event')
  expect((await pages.eventAudit(services)(asked(paul, slug))).statusCode).toBe(403)
  expect((await pages.eventAuditFile(services)(asked(paul, slug))).statusCode).toBe(403)
  expect((await pages.wholeAudit(services)(asked(olga, ''))).statusCode).toBe(403)
  expect((await pages.readAudit(services)(asked(olga, ''))).statusCode).toBe(403)

  const rows = csvRows((await pages.eventAuditFile(services)(asked(olga, slug))).body ?? '')
  expect(rows.map((row) => row.slice(3, 7))).toEqual([
    ['What', 'Outcome', 'Number', 'Event'],
    ['Read a registration', 'Refused', '', slug],
    ['Exported registrations', 'Done', '118', slug],
  ])
})

test('administrators page through everything, over the ends of months, without missing or repeating anything', async () => {
  const all = Array.from({ length: 23 }, (_, index) => entry({ at: ago(index * 24 * 7), request: `paged-${index}` }))
  await Promise.all(all.map(stores.auditLog.add))
  const seen: string[] = []
  let query: string | undefined = 'limit=4'
  while (query !== undefined) {
    const { statusCode, body = '' } = await pages.readAudit(services)(asked(ada, '', query))
    expect(statusCode).toBe(200)
    const page = auditListOutput.parse(JSON.parse(body))
    seen.push(...page.entries.map(({ request }) => request))
    query = page.next?.split('?')[1]
  }
  expect(seen.filter((request) => request.startsWith('paged-'))).toEqual(all.map(({ request }) => request))
})

test('a request that changed something is one line with how it ended, wherever pages begin; one whose end was not recorded was asked', async () => {
  const made = Array.from({ length: 9 }, (_, index) => ({ at: ago(-1 - index), request: `made-${index}`, deed: 'create-event' as const }))
  for (const each of made) {
    await stores.auditLog.add(entry({ ...each, outcome: 'asked' }))
    if (each.request !== 'made-3') await stores.auditLog.add(entry({ ...each, slug: `slug-of-${each.request}` }))
  }
  for (const limit of [1, 2, 3, 100]) {
    const seen: string[] = []
    let query: string | undefined = `limit=${limit}`
    while (query !== undefined) {
      const { body = '' } = await pages.readAudit(services)({ ...asked(ada, '', query), now: ago(-24) })
      const page = auditListOutput.parse(JSON.parse(body))
      if (page.next !== undefined) expect(page.entries).not.toEqual([])
      seen.push(...page.entries.map(({ request, outcome, slug }) => `${request} ${outcome} ${slug}`))
      query = page.next?.split('?')[1]
    }
    expect(seen.filter((each) => each.startsWith('made-'))).toEqual(
      made.map(({ request }) => (request === 'made-3' ? 'made-3 asked undefined' : `${request} done slug-of-${request}`)).reverse(),
    )
  }
})

test('an entry carries the day it expires, and is never replaced', async () => {
  const { slug } = await publishEvent(stores)
  await Promise.all([1, 2, 3].map(() => stores.auditLog.add(entry({ slug }))))
  expect((await stores.auditLog.ofEvent(slug, 10)).entries).toHaveLength(3)
})

test('entries of an earlier release, whose places do not name their request, are paged too', async () => {
  const { slug } = await publishEvent(stores)
  for (const index of [0, 1, 2]) {
    const old = entry({ slug, at: ago(3 + index), request: `old-${index}` })
    const Item = { ...itemKeys.auditEntry(old.at.slice(0, 7), `${old.at}#abcdef-${index}`), ...old }
    await stores.database.send(new PutCommand({ TableName: stores.tables.audit, Item }))
  }
  const seen: string[] = []
  let query: string | undefined = 'limit=1'
  while (query !== undefined && seen.length < 4) {
    const { body = '' } = await pages.readEventAudit(services)(asked(olga, slug, query))
    const page = auditListOutput.parse(JSON.parse(body))
    seen.push(...page.entries.map(({ request }) => request))
    query = page.next?.split('?')[1]
  }
  expect(seen).toEqual(['old-0', 'old-1', 'old-2'])
})
