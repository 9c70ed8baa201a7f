import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { createClockWork } from '../../../functions/clock/clock-work.ts'
import { desk } from '../../../functions/organiser/desk/desk.ts'
import { createSeriesParts } from '../../../functions/organiser/series/parts.ts'
import type { Event, EventInput } from '../../../shared/domain/event/event.ts'
import { outboxMessageSchema } from '../../../shared/domain/mail/outbox-message.ts'
import type { Colleague } from '../../../shared/domain/staff/colleague.ts'
import { createGathering } from '../../../shared/use-cases/event/gathering-work.ts'
import { createManaging } from '../../../shared/use-cases/event/managing.ts'
import { createTelling } from '../../../shared/use-cases/event/telling-organisers.ts'
import { createRegistering } from '../../../shared/use-cases/registration/registering.ts'
import { makePerson, organiser, publishEvent } from '../../make/programme.ts'
import { makeRequest } from '../../make/request.ts'
import { type LocalStores, startStores } from '../../store/local-store.ts'
import { itemsOf } from '../../store/scan.ts'

let stores: LocalStores
let tell: (now: string) => Promise<void>
beforeAll(async () => {
  stores = await startStores()
  tell = createTelling(stores)
})
afterAll(() => stores.stop())

// Eight o'clock in Brussels.
const morning = '2022-04-02T06:00:20.000Z'

const colleague = (subject: string, more: Partial<Colleague> = {}): Colleague => ({
  subject,
  name: `Name of ${subject}`,
  email: `${subject}@authority.example`,
  roles: ['organiser'],
  language: 'en',
  signedInAt: '2022-03-01T08:00:00.000Z',
  ...more,
})

/** An event by approval of an organiser of its own, with people who asked to register on 1 April. */
const asked = async (
  owner: string,
  people: number,
  at = '2022-04-01T09:00:00.000Z',
  approvalDays = 2,
  times: Partial<EventInput> = {},
): Promise<Event> => {
  const event = await publishEvent(
    stores,
    { audience: 'approval', approvalDays, title: `Event of ${owner}`, ...times },
    { ...organiser, subject: owner },
  )
  for (let number = 1; number <= people; number++)
    await createRegistering(stores)(event.slug, makePerson(number), {
      now: at,
      language: 'en',
      requestKey: undefined,
    })
  // Brings the mails that requests owe to the outbox, as the stream does.
  await createClockWork(stores)(new Date(Date.parse(at) + 1_800_000).toISOString())
  return event
}

const letter = (slug: string, number: number) =>
  stores.letters.keep({
    id: `${'p'.repeat(22)}.${slug}${number}`,
    kind: 'letter',
    slug,
    receivedAt: '2022-04-01T10:00:00.000Z',
    mail: `inbound/${number}`,
    text: 'I am Maria Example and cannot come',
  })

const digests = async (owner: string) =>
  outboxMessageSchema
    .array()
    .parse((await itemsOf(stores, stores.tables.people)).filter(({ sk }) => String(sk).startsWith('MESSAGE#')))
    .filter(({ kind, recipient }) => kind === 'waiting' && recipient.email === `${owner}@authority.example`)

test('in the morning an organiser gets one mail with what waits, in their language, and nobody’s name is in it', async () => {
  const { slug } = await asked('olga', 3)
  await letter(slug, 1)
  await letter(slug, 2)
  await stores.colleagues.note(colleague('olga', { language: 'fr' }))
  await Promise.all([tell(morning), tell(morning)])
  await tell('2022-04-02T06:10:00.000Z')
  const mails = await digests('olga')
  expect(mails.map(({ language, waiting }) => ({ language, waiting }))).toEqual([
    {
      language: 'fr',
      waiting: [
        {
          slug,
          title: 'Event of olga',
          timeZone: 'Europe/Brussels',
          counts: [
            { what: 'requests', count: 3 },
            { what: 'replies', count: 2 },
          ],
          lapsesAt: '2022-04-03T09:00:00.000Z',
        },
      ],
    },
  ])
  expect(JSON.stringify(mails)).not.toMatch(/Person|Maria/)

  await tell('2022-04-03T06:00:00.000Z')
  expect(await digests('olga')).toHaveLength(2)
})

test('co-organisers are told too; nobody is told at other times, or of nothing', async () => {
  const event = await asked('paul', 1)
  await stores.events.share(event, { owner: 'paul', coOrganisers: ['quinn'] })
  for (const subject of ['paul', 'quinn', 'idle']) await stores.colleagues.note(colleague(subject))
  await asked('idle', 0)
  for (const time of ['05:50', '06:05', '08:00', '20:00']) await tell(`2022-04-02T${time}:00.000Z`)
  expect([...(await digests('paul')), ...(await digests('quinn'))]).toEqual([])
  await tell(morning)
  expect([await digests('paul'), await digests('quinn'), await digests('idle')].map((mails) => mails.length)).toEqual([1, 1, 0])
})

test('a request that comes after the mail of the day and lapses less than a day after the next has a mail of its own, once', async () => {
  await stores.colleagues.note(colleague('sara'))
  const { slug } = await asked('sara', 1, '2022-04-02T08:30:00.000Z', 1)
  await asked('sara', 1, '2022-04-02T08:30:00.000Z', 7)
  const mailsAfter = async (...times: readonly string[]) => {
    for (const time of times) await tell(`${time}:00.000Z`)
    return (await digests('sara')).map(({ createdAt, waiting }) => [createdAt.slice(0, 16), waiting?.map((each) => each.slug)])
  }
  // Before noon in Brussels, at noon, and later.
  expect(await mailsAfter('2022-04-02T09:50')).toEqual([])
  const told = [['2022-04-02T10:00', [slug]]]
  expect(await mailsAfter('2022-04-02T10:00', '2022-04-02T10:10', '2022-04-02T14:00', '2022-04-02T18:00', '2022-04-02T23:00')).toEqual(told)
  expect((await mailsAfter('2022-04-03T06:00')).length).toBe(2)
})

test('what the next morning’s mail tells at least a day before waits for it', async () => {
  await stores.colleagues.note(colleague('tom'))
  await asked('tom', 1, '2022-04-02T08:30:00.000Z', 2)
  for (const time of ['10:00', '14:00', '18:00']) await tell(`2022-04-02T${time}:00.000Z`)
  expect(await digests('tom')).toEqual([])
})

test.each([
  ['in the night before', '2022-04-02T19:30', '2022-04-03T07:40', '2022-04-02T20:00'],
  ['after midnight', '2022-04-03T01:30', '2022-04-03T07:40', '2022-04-03T02:00'],
  ['within the first minutes of the morning’s mail', '2022-04-02T21:30', '2022-04-03T08:05', '2022-04-02T22:00'],
  ['between noon and the next mail', '2022-04-02T10:30', '2022-04-02T15:30', '2022-04-02T11:00'],
])('a request that would lapse before anything else is told has a mail at the next full hour: %s', async (when, at, start, toldAt) => {
  const owner = `nora-${when.replaceAll(/\W/g, '')}`
  await stores.colleagues.note(colleague(owner))
  const { slug } = await asked(owner, 1, `${at}:00.000Z`, 2, { start, end: '2022-04-03T21:00' })
  const morningAfter = '2022-04-03T06:00'
  const hours = Array.from({ length: 24 }, (_, hour) => new Date(Date.parse('2022-04-02T10:00:00.000Z') + hour * 3_600_000).toISOString())
  for (const hour of hours.filter((each) => each > at && each < morningAfter)) {
    await tell(hour)
    await tell(hour.replace(':00:00', ':10:00'))
  }
  const mails = (await digests(owner)).map(({ createdAt, waiting }) => [createdAt.slice(0, 16), waiting?.map((each) => each.slug)])
  expect(mails).toEqual([[toldAt, [slug]]])
})

test('a request that comes in the night and is still open in the morning waits for its mail', async () => {
  await stores.colleagues.note(colleague('uma'))
  await asked('uma', 1, '2022-04-02T20:30:00.000Z', 1, { start: '2022-04-03T10:00', end: '2022-04-03T21:00' })
  for (const time of ['2022-04-02T21:00', '2022-04-03T00:00', '2022-04-03T05:00']) await tell(`${time}:00.000Z`)
  expect(await digests('uma')).toEqual([])
  await tell('2022-04-03T06:00:00.000Z')
  expect(await digests('uma')).toHaveLength(1)
})

test('the organiser’s start page says what waits, with links to it', async () => {
  const { slug } = await asked('rosa', 2)
  await letter(slug, 3)
  const request = { ...makeRequest('', { now: morning }), staff: { ...organiser, subject: 'rosa' } }
  const planningSeries = async () =>
    createSeriesParts(stores.database, stores.tables.programme, { ...stores, managing: createManaging(stores) })
  const { body = '' } = await desk({ ...stores, gatherWork: createGathering(stores), planningSeries })(request)
  expect(body).toContain(`<a href="/organiser/events/${slug}/registrations">2 requests to register</a>`)
  expect(body).toContain(`<a href="/organiser/events/${slug}/letters">1 reply</a>`)
})
