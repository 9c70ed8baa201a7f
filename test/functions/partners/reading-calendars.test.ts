import { createServer, type RequestListener, type Server } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { createFetching } from '../../../functions/partners/fetching.ts'
import { createReadingCalendars } from '../../../functions/partners/reading-calendars.ts'
import { portOf } from '../../../infra/local/ports.ts'
import type { PartnerCalendar } from '../../../shared/domain/calendar/partner-calendar.ts'
import { logger } from '../../../shared/runtime/logger.ts'
import { createPartnerCalendars, type PartnerCalendars } from '../../../shared/store/programme/partner-calendars.ts'
import { type LocalStores, startStores } from '../../store/local-store.ts'

const now = '2022-04-01T08:00:00.000Z'
const hours = (count: number): string => new Date(Date.parse(now) + count * 3_600_000).toISOString()

const entry = (uid: string, title: string, start: string): string =>
  ['BEGIN:VEVENT', `UID:${uid}`, `SUMMARY:${title}`, `DTSTART:${start}`, 'DURATION:PT1H', 'END:VEVENT'].join('\r\n')
const calendarOf = (...entries: readonly string[]): string => ['BEGIN:VCALENDAR', ...entries, 'END:VCALENDAR', ''].join('\r\n')
const two = calendarOf(entry('1', 'Sensors', '20220503T080000Z'), entry('2', 'Boats', '20220510T080000Z'))

let stores: LocalStores
let calendars: PartnerCalendars
let server: Server
let site: string
let answer: RequestListener = () => undefined
const asked: string[] = []
beforeAll(async () => {
  logger.setLogLevel('SILENT')
  stores = await startStores()
  calendars = createPartnerCalendars(stores.database, stores.tables.programme)
  server = createServer((request, response) => {
    asked.push(request.url ?? '')
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  site = `http://127.0.0.1:${portOf(server)}`
})
beforeEach(async () => {
  for (const { id } of await calendars.list()) await calendars.remove(id)
  asked.length = 0
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await stores.stop()
})

const says = (text: string): RequestListener => {
  return (_, response) => response.writeHead(200, { 'content-type': 'text/calendar' }).end(text)
}
const leadsTo = (location: string): RequestListener => {
  return (_, response) => response.writeHead(302, { location }).end()
}

const fetchText = createFetching({ loopback: true, patienceMs: 500 })
const readDue = (at: string) => createReadingCalendars({ calendars, fetchText })(at)

const added = async (path = '/events.ics'): Promise<PartnerCalendar> => {
  const calendar = await calendars.add({ name: 'EcoQUIP Plus', address: site + path }, now)
  if (typeof calendar === 'string') throw new Error(calendar)
  return calendar
}
const known = async () => {
  const [calendar] = await calendars.list()
  const events = calendar && (await calendars.events()).get(calendar.id)
  return { ...calendar, titles: (events ?? []).map(({ title }) => title) }
}

describe('a partner’s calendar', () => {
  test('is read within a minute after it was added, then every hour, or at once if somebody asks', async () => {
    const { id } = await added()
    answer = says(two)
    await readDue(now)
    expect(await known()).toMatchObject({ readAt: now, events: 2, titles: ['Sensors', 'Boats'] })
    await readDue(hours(0.9))
    expect(asked).toHaveLength(1)
    await readDue(hours(1))
    expect(asked).toHaveLength(2)
    expect(await calendars.readNext(id, hours(1.1))).toBe(true)
    await readDue(hours(1.1))
    expect(asked).toHaveLength(3)
    expect(await calendars.readNext('unknown', hours(2))).toBe(false)
  })

  test('is read once by two calls at the same time', async () => {
    await added()
    answer = says(two)
    await Promise.all([readDue(now), readDue(now)])
    expect(asked).toHaveLength(1)
  })

  test('added twice at once, by different names, is there once', async () => {
    const both = await Promise.all(['One', 'Two'].map((name) => calendars.add({ name, address: `${site}/same.ics` }, now)))
    expect(both.filter((each) => each === 'known')).toHaveLength(1)
    expect(await calendars.list()).toHaveLength(1)
  })

  test('removed while it is read stays removed, with its events', async () => {
    const { id } = await added()
    answer = (request, response) => void calendars.remove(id).then(() => says(two)(request, response))
    await readDue(now)
    expect(await calendars.list()).toEqual([])
    expect((await calendars.events()).size).toBe(0)
    expect(await calendars.remove(id)).toBe(false)
  })

  test('whose events get new UIDs shows each once', async () => {
    await added()
    answer = says(two)
    await readDue(now)
    answer = says(calendarOf(entry('a', 'Sensors', '20220503T080000Z'), entry('b', 'Sensors', '20220503T080000Z')))
    await readDue(hours(1))
    expect(await known()).toMatchObject({ titles: ['Sensors'], events: 1 })
  })

  test('that is empty or fails keeps what was known, until it was empty for three days', async () => {
    await added()
    answer = says(two)
    await readDue(now)
    answer = (_, response) => response.writeHead(503).end()
    await readDue(hours(1))
    expect(await known()).toMatchObject({
      readAt: now,
      events: 2,
      titles: ['Sensors', 'Boats'],
      trouble: { code: 'answered', status: 503 },
    })
    answer = says(calendarOf())
    await readDue(hours(2))
    expect(await known()).toMatchObject({ readAt: now, events: 2, trouble: { code: 'empty', since: hours(2) } })
    await readDue(hours(60))
    expect(await known()).toMatchObject({ titles: ['Sensors', 'Boats'] })
    await readDue(hours(75))
    expect(await known()).toMatchObject({ events: 0, titles: [], trouble: { code: 'empty', since: hours(2) } })
    answer = says(two)
    await readDue(hours(77))
    expect(await known()).toMatchObject({ readAt: hours(77), titles: ['Sensors', 'Boats'] })
    expect(await known()).not.toHaveProperty('trouble')
  })

  test('that is slow or never ends is given up, and delays no other', async () => {
    await Promise.all(['/slow', '/dripping', '/endless', '/good'].map(added))
    const timers: NodeJS.Timeout[] = []
    answer = (request, response) => {
      if (request.url === '/good') return says(two)(request, response)
      if (request.url === '/slow') return
      response.writeHead(200)
      if (request.url === '/dripping') timers.push(setInterval(() => response.write('BEGIN:VCALENDAR\r\n'), 20))
      else for (let part = 0; part < 40; part++) response.write('X'.repeat(50_000))
    }
    const began = performance.now()
    await readDue(now)
    expect(performance.now() - began).toBeLessThan(60_000)
    for (const timer of timers) clearInterval(timer)
    const found = (await calendars.list()).map(({ address, trouble, events }) => [address.replace(site, ''), trouble?.code, events])
    expect(found.toSorted()).toEqual([
      ['/dripping', 'slow', 0],
      ['/endless', 'too-large', 0],
      ['/good', undefined, 2],
      ['/slow', 'slow', 0],
    ])
  })

  test('with titles of 10,000 characters stays small, and costs little when nothing changed', async () => {
    await added()
    const long = Array.from({ length: 60 }, (_, index) =>
      entry(`${index}`, `${index} ${'x'.repeat(10_000)}`, `202205${String(1 + (index % 30)).padStart(2, '0')}T080000Z`),
    )
    answer = says(calendarOf(...long))
    await readDue(now)
    const [calendar] = await calendars.list()
    expect(calendar?.events).toBe(60)
    answer = says(calendarOf(...long.toReversed()))
    await readDue(hours(1))
    expect((await calendars.list())[0]?.digest).toBe(calendar?.digest)
  })
})

describe('an address that leads', () => {
  const read = createFetching({ loopback: true, patienceMs: 5000 })

  test('to another is followed, three times at most', async () => {
    answer = (request, response) =>
      request.url === '/3' ? says(two)(request, response) : leadsTo(`/${Number(request.url?.slice(1)) + 1}`)(request, response)
    expect(await read(`${site}/0`)).toEqual({ text: two })
    expect(await read(`${site}/4`)).toEqual({ trouble: 'too-many-redirects' })
    expect(asked).toEqual(['/0', '/1', '/2', '/3', '/4', '/5', '/6', '/7'])
  })

  test.each([
    ['to AWS’s metadata', 'http://169.254.169.254/latest/meta-data/'],
    ['to a private network', 'http://10.0.0.1/'],
    ['to this machine over https', 'https://127.0.0.1/'],
    ['to this machine by its name', 'https://localhost/'],
    ['to this machine in octal', 'https://0177.0.0.1/'],
    ['to this machine as a number', 'https://2130706433/'],
    ['to IPv4 in IPv6', 'https://[::ffff:127.0.0.1]/'],
    ['to unique local addresses', 'https://[fd00:ec2::254]/'],
    ['to any address of this machine', 'https://0.0.0.0/'],
  ])('%s is not followed', async (_, location) => {
    answer = leadsTo(location)
    expect(await read(`${site}/events.ics`)).toEqual({ trouble: 'private-address' })
    expect(asked).toEqual(['/events.ics'])
  })

  test.each([['ftp://partner.example/'], ['file:///etc/passwd']])('to %s is not followed', async (location) => {
    answer = leadsTo(location)
    expect(await read(`${site}/events.ics`)).toEqual({ trouble: 'not-secure' })
  })
})

describe('before connecting', () => {
  test('outside a trial, nothing but https to public addresses is read', async () => {
    const read = createFetching({ loopback: false })
    expect(await read(`${site}/events.ics`)).toEqual({ trouble: 'not-secure' })
    expect(await read(site.replace('http:', 'https:'))).toEqual({ trouble: 'private-address' })
    expect(await read('https://localhost/')).toEqual({ trouble: 'private-address' })
    expect(asked).toEqual([])
  })

  test('every address of a name is looked at', async () => {
    const read = createFetching({ loopback: false, resolve: async () => ['93.184.216.34', '10.0.0.1'] })
    expect(await read('https://partner.example/')).toEqual({ trouble: 'private-address' })
  })

  test('the name is resolved once, and the connection goes to that address', async () => {
    let times = 0
    const resolve = async () => (times++ === 0 ? ['127.0.0.1'] : ['10.0.0.1'])
    answer = says(two)
    const read = createFetching({ loopback: true, resolve })
    expect(await read(site.replace('127.0.0.1', 'partner.invalid'))).toEqual({ text: two })
    expect(times).toBe(1)
  })

  test('a name that nobody knows, or whose server does not answer, is said to be wrong', async () => {
    const unknown = createFetching({ loopback: false, resolve: () => Promise.reject(new Error('ENOTFOUND')) })
    expect(await unknown('https://partner.example/')).toEqual({ trouble: 'unknown-host' })
    const silent = createFetching({ loopback: false, patienceMs: 50, resolve: () => new Promise(() => undefined) })
    expect(await silent('https://partner.example/')).toEqual({ trouble: 'slow' })
  })

  test('nobody at the address, and what is no calendar there', async () => {
    const read = createFetching({ loopback: true })
    expect(await read('http://127.0.0.1:1/')).toEqual({ trouble: 'unreachable' })
    answer = says('<!doctype html><title>Sign in</title>')
    expect(await read(site)).toEqual({ trouble: 'not-a-calendar' })
    answer = (_, response) => response.writeHead(404).end()
    expect(await read(site)).toEqual({ trouble: 'answered', status: 404 })
  })
})
