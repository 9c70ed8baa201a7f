import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import * as z from 'zod'
import type { DemoNote } from '../../infra/local/data-folder.ts'
import { loadDemo } from '../../infra/local/demo/demo.ts'
import { samples } from '../../infra/local/mails/samples.ts'
import type { Plenary } from '../../infra/local/plenary.ts'
import { startPlenary } from '../../infra/local/runner.ts'
import { languages } from '../../shared/domain/basics/language.ts'
import { paths } from '../../shared/site/paths.ts'
import { startPlenaryAt } from '../make/plenary.ts'

let plenary: Plenary

beforeAll(async () => {
  plenary = await startPlenaryAt('2022-04-01T08:00:00.000Z')
})
afterAll(() => plenary.stop())

const putClock = (body: string) =>
  fetch(`${plenary.siteUrl}/local/clock`, { method: 'PUT', headers: { 'content-type': 'application/json' }, body })

const eventsSchema = z.object({ events: z.array(z.object({ slug: z.string(), title: z.string(), start: z.string() })) })
const events = async () => eventsSchema.parse(await (await fetch(plenary.siteUrl + paths.apiEvents.pattern)).json()).events

const mailSchema = z.array(
  z.object({ id: z.string(), subject: z.string(), envelope: z.object({ to: z.array(z.object({ address: z.string() })) }) }),
)
const mails = async () => mailSchema.parse(await (await fetch(plenary.mailApi)).json())

const moveSchema = z.object({ now: z.string(), to: z.string(), mails: z.int() })

describe('a local run', () => {
  test('begins with the demo programme, loaded once', async () => {
    expect([await loadDemo(plenary), await loadDemo(plenary)]).toEqual([true, false])
    const interrupted: DemoNote = { isUnfinished: () => true, begin: () => undefined, end: () => undefined }
    expect(await loadDemo(plenary, interrupted)).toBe(true)
    expect(await events()).toMatchObject([
      { title: 'Market engagement and consultation in the procurement process', start: '2022-04-26T10:00' },
      { title: 'Building Market Demand', start: '2022-05-17T10:00' },
      { title: 'Annual Conference: Influential innovation procurement for security in Europe', start: '2022-06-14T09:30' },
      { title: 'Action learning 1: from need to requirement', start: '2022-09-27T10:00' },
      { title: 'Action learning 2: talking with the market', start: '2022-10-11T10:00' },
      { title: 'Action learning 3: choosing the procedure', start: '2022-10-25T10:00' },
      { title: 'Action learning 4: award and contract', start: '2022-11-08T10:00' },
    ])
  })

  test('shows every kind of mail with sample data, as displayed and byte for byte', async () => {
    const look = async (path: string) => {
      const response = await fetch(`${plenary.siteUrl}/local/mails${path}`)
      return { status: response.status, type: response.headers.get('content-type'), body: await response.text() }
    }
    for (const language of languages) {
      const { status, body } = await look(`?language=${language}`)
      const shown = samples.filter(({ message }) => message.language === language)
      const sections = [...body.matchAll(/<section id="(.*?)">\n<h2>.*<span class="kind">\((.*?)\)<\/span>/g)]
      expect([status, sections.map(([, name, kind]) => [name, kind])]).toEqual([
        200,
        shown.map(({ name, message }) => [name, message.kind]),
      ])
    }
    const dark = await look('/offered.fr.html?look=dark')
    expect([dark.status, dark.type]).toEqual([200, 'text/html; charset=utf-8'])
    expect(dark.body).toContain('@media all{')
    expect(dark.body).toContain('src="/local/mails/eu-emblem.png"')
    expect((await look('/offered.fr.html?pictures=off')).body).toContain('src="cid:')
    expect((await look('/offered.fr.eml')).body).toContain('Content-Type: multipart/related')
    expect([(await look('/eu-emblem.png')).type, (await look('/no-such-mail.en.html')).status]).toEqual(['image/png', 404])
  })

  test('sends the invitation of a registration to the inbox', async () => {
    const [first] = await events()
    const response = await fetch(plenary.siteUrl + paths.apiRegistrations.to({ slug: first?.slug ?? '' }), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        name: 'Ana Ó Baoill',
        email: 'ana@buyers.example',
        organisation: 'Buyers',
        country: 'IE',
        role: 'procurer',
        consent: true,
      }),
    })
    expect(response.status).toBe(201)
    await plenary.drain()
    const [mail] = await mails()
    expect(mail?.envelope.to).toEqual([{ address: 'ana@buyers.example' }])
    expect(await (await fetch(`${plenary.mailApi}/${mail?.id}/source`)).text()).toContain('method=REQUEST')
  })

  test('has sent reminders and asked for feedback once the clock has moved past the end', async () => {
    const response = await putClock('{"now":"2022-04-26T11:00:00Z"}')
    expect([response.status, await response.json()]).toEqual([200, { now: expect.stringMatching(/^2022-04-26T11:00:/) }])
    const ofAna = 'ana@buyers.example'
    const subjectsTo = async (wanted: (address: string) => boolean): Promise<readonly string[]> =>
      (await mails()).flatMap(({ subject, envelope }) =>
        envelope.to.some(({ address }) => wanted(address)) ? [subject.split(':')[0] ?? ''] : [],
      )
    expect(await subjectsTo((address) => address === ofAna)).toEqual([
      'Registration confirmed',
      'Reminder',
      'Starting soon',
      'Your feedback',
    ])
    // The votes of the demo have closed meanwhile.
    expect(await subjectsTo((address) => address !== ofAna)).toEqual(['Proposal agreed', 'Proposal lapsed'])
  })

  test('reports the clock’s progress line by line, and on request', async () => {
    const moving = fetch(`${plenary.siteUrl}/local/clock`, {
      method: 'PUT',
      headers: { accept: 'application/x-ndjson' },
      body: '{"now":"2022-06-10T08:00:00Z"}',
    })
    const to = '2022-06-10T08:00:00.000Z'
    const asked = async (): Promise<unknown> => (await fetch(`${plenary.siteUrl}/local/clock`)).json()
    let between = await asked()
    while (!moveSchema.safeParse(between).success) between = await asked()
    expect(between).toEqual({ now: expect.any(String), to, mails: 0 })

    const response = await moving
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/x-ndjson'])
    const lines = (await response.text()).trimEnd().split('\n')
    expect(JSON.parse(lines.at(-1) ?? '')).toEqual({ now: expect.stringMatching(/^2022-06-10T08:00:/) })
    const told = lines.slice(0, -1).map((line) => moveSchema.parse(JSON.parse(line)))
    expect(told.map(({ now }) => now)).toEqual(told.map(({ now }) => now).sort())
    expect(new Set(told.map((each) => each.to))).toEqual(new Set([to]))
    expect(await asked()).toEqual({ now: expect.any(String) })
  })

  test.each([
    ['not JSON', 'now', 400, 'The body must be JSON, such as {"now": "2022-04-26T08:00:00Z"}.'],
    ['no instant', '{"now":"2022-04-26T08:00"}', 422, '"now" must be an instant in ISO 8601 with a zone, such as "2022-04-26T08:00:00Z".'],
    ['the past', '{"now":"2022-04-01T08:00:00Z"}', 422, /^The clock only moves forward; it is 2022-06-10T08:0.* now\./],
  ])('does not set the clock to %s', async (_, body, status, detail) => {
    const response = await putClock(body)
    expect([response.status, response.headers.get('content-type')]).toEqual([status, 'application/problem+json'])
    expect(await response.json()).toEqual({
      type: 'about:blank',
      title: status === 400 ? 'Bad Request' : 'Unprocessable Content',
      status,
      detail: typeof detail === 'string' ? detail : expect.stringMatching(detail),
    })
  })

  test('has no name or address in its log', () => {
    expect(plenary.logs().match(/Ana|Baoill|buyers\.example/g)).toBeNull()
    expect(plenary.logs()).toContain('mail-sent')
  })

  test('refuses a port that is in use, and leaves nothing running', async () => {
    const port = Number(new URL(plenary.siteUrl).port)
    await expect(startPlenary({ port, mailPort: 0, data: 'memory' })).rejects.toThrow(`Port ${port} is in use.`)
  })
})
