import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import readXlsxFile from 'read-excel-file/node'
import { listRegistrations } from '../../../../functions/organiser/registrations/api-registrations.ts'
import { registrationsExport, registrationsWorkbook } from '../../../../functions/organiser/registrations/download.ts'
import { readExport, registrationsFrom, sizeOf } from '../../../../functions/organiser/registrations/export-parts.ts'
import { registrationRows } from '../../../../functions/organiser/registrations/file-columns.ts'
import type { FileSource } from '../../../../functions/organiser/registrations/given-files.ts'
import { createReached } from '../../../../functions/organiser/registrations/reachability.ts'
import type { Services } from '../../../../functions/organiser/services.ts'
import type { Event } from '../../../../shared/domain/event/event.ts'
import { registrationSchema } from '../../../../shared/domain/registration/registration.ts'
import type { StaffRequest } from '../../../../shared/http/request.ts'
import { createRegistering } from '../../../../shared/use-cases/registration/registering.ts'
import { csvRows } from '../../../make/csv-rows.ts'
import { noFiles } from '../../../make/no-files.ts'
import { makePerson, now, organiser, publishEvent } from '../../../make/programme.ts'
import { makeRequest } from '../../../make/request.ts'
import { makeStoredEvent } from '../../../make/stored-event.ts'
import { type LocalStores, startStores } from '../../../store/local-store.ts'

let stores: LocalStores
let event: Event
let services: Pick<Services, 'events' | 'reached'> & FileSource
beforeAll(async () => {
  stores = await startStores()
  services = { ...stores, ...noFiles, reached: createReached(stores) }
  event = await publishEvent(stores)
  const register = createRegistering(stores)
  for (let number = 1; number <= 7; number++) {
    await register(event.slug, makePerson(number, { name: `=Person ${number}` }), {
      now: `2022-04-01T09:00:0${number}.000Z`,
      language: 'en',
      requestKey: undefined,
    })
  }
})
afterAll(() => stores.stop())

const numbersIn = (text: string): readonly number[] => [...text.matchAll(/^"'=Person (\d)/gm)].map(([, number]) => Number(number))

const request = (query = '', staff = organiser): StaffRequest => ({
  ...makeRequest(event.slug, { query: new URLSearchParams(query) }),
  staff,
})

describe('the file of registrations', () => {
  test('is CSV that spreadsheets open, named after the event, with everyone in it', async () => {
    const { statusCode, headers, body = '' } = await registrationsExport(services)(request())
    expect([statusCode, headers]).toEqual([
      200,
      { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="${event.slug}.csv"` },
    ])
    expect(body.startsWith('\uFEFF"Name","E-mail","Organisation",')).toBe(true)
    expect(numbersIn(body)).toEqual([1, 2, 3, 4, 5, 6, 7])
  })

  test('is for the event’s organiser only', async () => {
    const other = await registrationsExport(services)(request('', { ...organiser, subject: 'somebody-else' }))
    expect([other.statusCode, other.body?.includes('Person')]).toEqual([403, false])
  })

  test('is a workbook as well, with everyone, and the same from the API', async () => {
    const answers = [await registrationsWorkbook(services)(request()), await listRegistrations(services)(request('format=xlsx&limit=1'))]
    for (const { statusCode, headers, isBase64Encoded, body = '' } of answers) {
      expect([statusCode, isBase64Encoded, headers?.['content-disposition']]).toEqual([
        200,
        true,
        `attachment; filename="${event.slug}.xlsx"`,
      ])
      expect(headers?.['content-type']).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
      const [sheet] = await readXlsxFile(Buffer.from(body, 'base64'))
      expect(sheet?.data.map(([name]) => name)).toEqual(['Name', ...[1, 2, 3, 4, 5, 6, 7].map((number) => `=Person ${number}`)])
    }
    const { headers, body = '' } = await listRegistrations(services)(request('format=csv'))
    expect([headers?.['content-type'], numbersIn(body)]).toEqual(['text/csv; charset=utf-8', [1, 2, 3, 4, 5, 6, 7]])
  })

  test('says when people registered by the clocks of the event’s place, beside UTC', async () => {
    const { body = '' } = await registrationsExport(services)(request())
    const [head = '', first = ''] = body.split('\r\n')
    expect(head).toContain('"Registered (UTC)","Registered (Europe/Brussels)"')
    expect(first).toContain('"2022-04-01T09:00:01.000Z","2022-04-01 11:00"')
  })

  test('that would be too long is split into parts that together have everyone once', async () => {
    const { row } = registrationRows('en', event)
    const all = () => registrationsFrom(stores.registrations, event.slug)
    const size = sizeOf(
      row(registrationSchema.parse(await stores.registrations.pageOf(event.slug, 1).then((page) => page.registrations[0]))),
    )
    const exported = await readExport(all(), row, size * 2.5)
    const parts = 'parts' in exported ? exported.parts : []
    expect(parts.map(({ rows }) => rows)).toEqual([2, 2, 2, 1])
    const texts = await Promise.all(
      parts.map(async ({ from, rows }, index) => {
        const cursor = from === undefined ? '' : `&from=${Buffer.from(JSON.stringify(from)).toString('base64url')}`
        const { body = '', headers } = await registrationsExport(services)(request(`part=${index + 1}&rows=${rows}${cursor}`))
        expect(headers?.['content-disposition']).toBe(`attachment; filename="${event.slug}-${index + 1}.csv"`)
        return numbersIn(body)
      }),
    )
    expect(texts).toEqual([[1, 2], [3, 4], [5, 6], [7]])
  })

  test('does not take a part’s name from the URL that could break its headers', async () => {
    const { headers } = await registrationsExport(services)(request('part=1%22%0d%0aset-cookie:x&rows=1'))
    expect(headers?.['content-disposition']).toBe(`attachment; filename="${event.slug}.csv"`)
  })
})

test('names the file that counts as the answer under its question', async () => {
  const questions = [{ id: 'cv', type: 'file', label: 'CV', required: false }] as const
  const asking = await publishEvent(stores, { questions: [...questions] })
  const register = createRegistering(stores)
  for (const number of [1, 2]) await register(asking.slug, makePerson(number), { now, language: 'en', requestKey: undefined })
  const kept = { state: 'kept', name: 'CV; Zoë.pdf', size: 4, storedAt: now } as const
  const [first] = (await stores.registrations.pageOf(asking.slug, 1)).registrations
  const source = {
    fileQuestions: () => questions,
    files: {
      get: ({ registration }: { registration: { id: string } }) => Promise.resolve(registration.id === first?.id ? kept : undefined),
    },
  }
  const reply = await registrationsExport({ ...services, ...source })({ ...makeRequest(asking.slug), staff: organiser })
  const [head = [], ...rows] = csvRows(reply.body ?? '')
  expect(rows.map((row) => row[head.indexOf('CV')])).toEqual(['CV; Zoë.pdf', ''])
})

test('has answers under their questions, and those no longer asked in a separate column', () => {
  const option = (id: string, label: string) => ({ id, label })
  const asked = makeStoredEvent({
    attendeeTypes: [option('s', 'Speaker')],
    questions: [
      { id: 'tours', label: 'Tours, if any', type: 'choices', required: false, options: [option('t', 'Town'), option('m', 'Museum')] },
      { id: 'guests', label: '=Guests', type: 'number', required: false },
      { id: 'why', label: 'Why?', type: 'text', rows: 1, required: false },
    ],
  })
  const { head, row } = registrationRows('en', asked)
  expect(head.slice(13)).toEqual(['Type of attendee', 'Tours, if any', '=Guests', 'Why?', 'No longer asked'])
  const registration = registrationSchema.parse({
    ...makePerson(1),
    id: 'id',
    slug: asked.slug,
    language: 'en',
    status: 'confirmed',
    registeredAt: now,
    consentedAt: now,
    round: 1,
    sequence: 0,
    revision: 0,
    attendeeType: 's',
    answers: { tours: ['t', 'm'], guests: -2, why: '+1', meal: ['meat', 'fish'], hall: 'B' },
  })
  expect(row(registration).slice(13)).toEqual(['Speaker', 'Town; Museum', -2, '+1', 'meal: meat; fish\nhall: B'])
})

test('the sessions that people chose are a column, if the event has any to choose', () => {
  const at = { kind: 'talk' as const, start: '2022-05-17T10:00', end: '2022-05-17T10:40', speakers: [], choose: true }
  const sessions = [
    { title: 'Lab', ...at },
    { title: '=Walk', ...at },
  ]
  const asked = makeStoredEvent({ sessions })
  const { head, row } = registrationRows('en', asked)
  const of = { ...makePerson(1), id: 'id', slug: asked.slug, language: 'en', status: 'confirmed', registeredAt: now, consentedAt: now }
  const chose = (chosen: readonly string[]) =>
    row(registrationSchema.parse({ ...of, round: 1, sequence: 0, revision: 0, sessions: chosen }))[14]
  expect([head[14], chose(['walk', 'lab']), chose(['walk']), chose([])]).toEqual(['Sessions', 'Lab; =Walk', '=Walk', ''])
  expect(registrationRows('en', makeStoredEvent()).head).not.toContain('Sessions')
})
