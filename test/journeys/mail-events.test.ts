import { afterAll, beforeAll, expect, test } from '@jest/globals'
import * as z from 'zod'
import { demoOrganiser } from '../../infra/local/issuer/accounts.ts'
import type { Plenary } from '../../infra/local/plenary.ts'
import { emailKey } from '../../shared/domain/basics/email-address.ts'
import { outboxMessageSchema } from '../../shared/domain/mail/outbox-message.ts'
import { paths } from '../../shared/site/paths.ts'
import { createDatabase } from '../../shared/store/dynamodb/database.ts'
import { createKeys } from '../../shared/store/secret-keys.ts'
import { createSuppressions } from '../../shared/store/suppressions.ts'
import { personHash } from '../../shared/tokens/registration-tokens.ts'
import { startPlenaryAt } from '../make/plenary.ts'
import { makeEventInput, makePerson } from '../make/programme.ts'
import { partitionOf } from '../store/scan.ts'

let plenary: Plenary
let token: string
let database: ReturnType<typeof createDatabase>
beforeAll(async () => {
  plenary = await startPlenaryAt('2022-04-01T08:00:00.000Z')
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: plenary.database.endpoint,
    AWS_REGION: plenary.database.region,
    AWS_ACCESS_KEY_ID: plenary.database.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: plenary.database.credentials.secretAccessKey,
  })
  database = createDatabase()
  token = await plenary.accessTokenFor(demoOrganiser)
})
afterAll(async () => {
  database.destroy()
  await plenary.stop()
})

const ask = async (method: string, path: string, body?: unknown): Promise<unknown> => {
  const response = await fetch(plenary.siteUrl + path, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
  return response.json()
}

const listSchema = z.object({
  registrations: z.array(z.object({ id: z.string(), email: z.string(), unreachable: z.object({ reason: z.string() }).optional() })),
})

/** A published event with these people, and the final state of them and their mails. */
const eventWith = async (...emails: readonly string[]) => {
  const { slug } = z.object({ slug: z.string() }).parse(await ask('POST', paths.apiEvents.pattern, makeEventInput()))
  await ask('POST', paths.apiPublish.to({ slug }))
  for (const [index, email] of emails.entries()) await ask('POST', paths.apiRegistrations.to({ slug }), makePerson(index, { email }))
  await plenary.drain()
  const people = async () => listSchema.parse(await ask('GET', paths.apiRegistrations.to({ slug }))).registrations
  return {
    people: async () => (await people()).map(({ email, unreachable }) => [email, unreachable?.reason ?? 'reachable']),
    /** `kind state fault` of each mail of each person, in the order of the people. */
    mails: async () =>
      Promise.all(
        (await people()).map(async ({ id }) => {
          const items = await partitionOf({ database }, plenary.tableName('PEOPLE_TABLE'), `REGISTRATION#${id}`)
          const messages = items.flatMap((item) => outboxMessageSchema.safeParse(item).data ?? [])
          return messages.map(({ kind, state, fault }) => [kind, state, ...(state === 'failed' ? [fault] : [])].join(' ')).toSorted()
        }),
      ),
    move: async (start: string, end: string) => {
      await ask('PATCH', paths.apiEvent.to({ slug }), { start, end })
      await plenary.drain()
    },
  }
}

const mailSchema = z.array(z.object({ envelope: z.object({ to: z.array(z.object({ address: z.string() })) }) }))
const inboxOf = async (email: string): Promise<number> =>
  mailSchema
    .parse(await (await fetch(plenary.mailApi)).json())
    .filter(({ envelope }) => envelope.to.some(({ address }) => address === email)).length

const lift = async (email: string): Promise<void> => {
  const keys = createKeys(database, plenary.tableName('KEYS_TABLE'))
  const suppressions = createSuppressions(database, plenary.tableName('PEOPLE_TABLE'))
  const by = { at: new Date().toISOString(), by: 'organiser' }
  expect(await suppressions.lift(personHash(await keys.links(), emailKey(email)), by)).toBe(true)
  await plenary.drain()
}

test('an address that does not exist is detected and not written to again, until an organiser lifts that', async () => {
  const [bounces, works] = ['bounce+1@simulator.amazonses.com', 'ana@buyers.example']
  const { people, mails, move } = await eventWith(bounces, works)
  expect(await people()).toEqual([
    [bounces, 'no-address'],
    [works, 'reachable'],
  ])
  await move('2022-05-18T10:00', '2022-05-18T12:00')
  expect(await mails()).toEqual([
    ['confirmation failed bounced', 'update failed suppressed'],
    ['confirmation sent', 'update sent'],
  ])

  // The mailbox has been repaired: mails that reach it from now on arrive.
  let sent = 0
  plenary.setMailFaults((mail) => {
    if (mail.destinations.includes(bounces)) sent += 1
    return undefined
  })
  await lift(bounces)
  plenary.setMailFaults()
  // The simulator bounces it again, which is new evidence: the address is unreachable again.
  expect(sent).toBe(1)
  expect(await people()).toEqual([
    [bounces, 'no-address'],
    [works, 'reachable'],
  ])
  expect((await mails())[0]).toEqual(['confirmation superseded', 'update failed bounced'])
})

test('a repaired mailbox gets withheld and later mails', async () => {
  const email = 'bo@buyers.example'
  plenary.setMailFaults(({ destinations }) => (destinations.includes(email) ? 'bounce' : undefined))
  const { people, mails, move } = await eventWith(email)
  plenary.setMailFaults()
  expect([await people(), await inboxOf(email)]).toEqual([[[email, 'no-address']], 0])
  await lift(email)
  expect([await people(), await mails(), await inboxOf(email)]).toEqual([[[email, 'reachable']], [['confirmation sent']], 1])
  await move('2022-05-19T10:00', '2022-05-19T12:00')
  expect([await mails(), await inboxOf(email)]).toEqual([[['confirmation sent', 'update sent']], 2])
})

test('people who complained are told that the event moves; out-of-office is not a bounce; a lost answer is cleared up', async () => {
  const [complains, away, lost] = ['complaint@simulator.amazonses.com', 'ooto@simulator.amazonses.com', 'cy@buyers.example']
  plenary.setMailFaults(({ destinations }) => (destinations.includes(lost) ? 'hang-up-after' : undefined))
  const { people, mails, move } = await eventWith(complains, away, lost)
  plenary.setMailFaults()
  expect(await people()).toEqual([
    [complains, 'complaint'],
    [away, 'reachable'],
    [lost, 'reachable'],
  ])
  expect(await mails()).toEqual([['confirmation sent'], ['confirmation sent'], ['confirmation sent']])
  await move('2022-05-20T10:00', '2022-05-20T12:00')
  expect(await mails()).toEqual(Array.from({ length: 3 }, () => ['confirmation sent', 'update sent']))
  expect(plenary.logs()).not.toMatch(/simulator\.amazonses\.com|buyers\.example/)
})
