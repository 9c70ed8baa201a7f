import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createAnswering } from '../../../functions/mail/asked-for/answering-asks.ts'
import { sendMyData } from '../../../functions/my-data/my-data.ts'
import { createServices, type Services } from '../../../functions/my-data/services.ts'
import { dataAsJson, dataAsText, erase, eraseForm, shownData } from '../../../functions/my-data/shown-data.ts'
import { environments } from '../../../infra/functions.ts'
import { askSchema, myDataUntil } from '../../../shared/domain/mail/asked-mail.ts'
import { itemKeys } from '../../../shared/store/item-keys.ts'
import { mailLinks } from '../../../shared/tokens/mail-links.ts'
import { myDataToken } from '../../../shared/tokens/my-data-token.ts'
import { personHash } from '../../../shared/tokens/registration-tokens.ts'
import { makeEnvironment } from '../../make/environment.ts'
import { makeRequest } from '../../make/request.ts'
import { itemsOf, partitionOf } from '../../store/scan.ts'
import { type Erasing, forgedTraces, makeEvents, makeEverything, startErasing } from '../erasure/one-of-everything.ts'

let erasing: Erasing
let services: Services
beforeAll(async () => {
  erasing = await startErasing()
  services = createServices(makeEnvironment(environments['my-data'], erasing.stores), {
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_S3: erasing.s3.endpoint,
  })
})
afterAll(() => erasing.stop())

const at = () => new Date().toISOString()
const linkOf = async (email: string, until = myDataUntil(at())): Promise<string> =>
  myDataToken(await erasing.stores.keys.links(), email, until)

/** Asks for an address's data, as its form does, and has the mail function answer. */
const ask = async (email: string) => {
  const body = new URLSearchParams({ email }).toString()
  const reply = await sendMyData(services)(makeRequest('', { now: at(), body }))
  const asks = (await itemsOf(erasing.stores, erasing.stores.tables.people)).flatMap((item) => askSchema.safeParse(item).data ?? [])
  for (const each of asks.filter(({ asks: kind }) => kind === 'my-data')) await createAnswering(erasing.stores)(each)
  const person = personHash(await erasing.stores.keys.links(), email)
  const mails = await partitionOf(erasing.stores, erasing.stores.tables.people, itemKeys.personMessage(person, '').pk)
  return { status: reply.statusCode, headers: reply.headers, mails: mails.filter(({ kind }) => kind === 'my-data') }
}

describe('asking for one’s data', () => {
  test('is answered alike for every address; only one that we know something about gets the mail, once an hour', async () => {
    const known = await makeEverything(erasing, await makeEvents(erasing.stores), 401)
    const [first, again, stranger] = [await ask(known.email), await ask(known.email), await ask('stranger@nowhere.example')]
    expect([again.mails.length, stranger.mails.length]).toEqual([1, 0])
    expect({ ...stranger, mails: [] }).toEqual({ ...first, mails: [] })
  })
})

describe('the link in the mail', () => {
  test('shows all there is, and downloads it as text and JSON; nothing about anybody else', async () => {
    const events = await makeEvents(erasing.stores)
    const other = await makeEverything(erasing, events, 402)
    const one = await makeEverything(erasing, events, 403)
    const request = makeRequest(await linkOf(one.email), { now: at() })
    const replies = await Promise.all([shownData, dataAsText, dataAsJson].map((page) => page(services)(request)))
    const [, , json] = replies
    for (const { statusCode, body = '' } of replies) {
      expect(statusCode).toBe(200)
      for (const text of [one.email, 'Zuzana Unique403', '+421 900 100403', 'needs captions', 'Zuzana Unique403.txt'])
        expect(body).toContain(text)
      for (const text of other.traces) expect(body).not.toContain(text)
      // Nobody proved who wrote these: neither the words nor the name of a stranger are shown as theirs.
      for (const text of forgedTraces(403)) expect(body).not.toContain(text)
    }
    const data = JSON.parse(json?.body ?? '')
    expect(data.registrations).toHaveLength(5)
    expect(data).toMatchObject({
      email: one.email,
      lists: [{ list: 'members' }, { list: 'invited', event: events.invited.title }],
      letters: [{ text: 'Call +421 900 100403' }],
      receivedMails: [{ receivedAt: expect.any(String) }],
      unverifiedMails: [{ receivedAt: expect.any(String) }, { receivedAt: expect.any(String) }],
      calendarLinkRenewals: 1,
      optionalMail: { wanted: false },
      complaint: { at: expect.any(String) },
    })
  })

  test('works for two hours and for nothing else, and changes nothing when opened', async () => {
    const one = await makeEverything(erasing, await makeEvents(erasing.stores), 404)
    const before = await erasing.everything()
    const expired = makeRequest(await linkOf(one.email, at()), { now: at() })
    const forged = makeRequest(`${(await linkOf(one.email)).slice(0, -2)}xx`, { now: at() })
    for (const page of [shownData, dataAsText, dataAsJson, eraseForm, erase])
      for (const request of [expired, forged]) expect((await page(services)(request)).statusCode).toBe(404)
    await eraseForm(services)(makeRequest(await linkOf(one.email), { now: at() }))
    expect(await erasing.everything()).toBe(before)
    const links = mailLinks('https://events.example', await erasing.stores.keys.links(), {
      registrationId: 'person',
      round: 1,
      recipient: { name: '', email: one.email },
      event: { ...(await makeEvents(erasing.stores)).open },
      kind: 'confirmation',
      createdAt: at(),
    })
    expect(links.myData).toBeUndefined()
  })

  test('erases everything once the button is pressed, however often', async () => {
    const one = await makeEverything(erasing, await makeEvents(erasing.stores), 405)
    const request = makeRequest(await linkOf(one.email), { now: at() })
    const replies = [await erase(services)(request), await erase(services)(request)]
    expect(replies.map(({ statusCode, headers }) => [statusCode, headers?.['location']])).toEqual([
      [303, '/my-data/erased'],
      [303, '/my-data/erased'],
    ])
    expect(await erasing.stores.erasures.due(at(), 10)).toMatchObject([{ email: one.email, person: one.person }])
  })
})
