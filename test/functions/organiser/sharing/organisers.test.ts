import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { desk } from '../../../../functions/organiser/desk/desk.ts'
import { registrationList } from '../../../../functions/organiser/registrations/registrations.ts'
import { createServices } from '../../../../functions/organiser/services.ts'
import * as api from '../../../../functions/organiser/sharing/api-organisers.ts'
import * as pages from '../../../../functions/organiser/sharing/organisers.ts'
import { environments } from '../../../../infra/functions.ts'
import { organisersOutput } from '../../../../shared/api/organisers.ts'
import type { Staff } from '../../../../shared/domain/who-may.ts'
import { makeEnvironment } from '../../../make/environment.ts'
import { now, organiser as olga, publishEvent } from '../../../make/programme.ts'
import { makeRequest } from '../../../make/request.ts'
import { type LocalStores, startStores } from '../../../store/local-store.ts'
import { itemsOf } from '../../../store/scan.ts'

let stores: LocalStores
let services: ReturnType<typeof createServices>

const staff = (name: string, ...roles: Staff['roles']): Staff => ({
  subject: name,
  name: `${name} Novak`,
  email: `${name}@authority.example`,
  roles,
})
const [paul, quinn, ada, steve] = [
  staff('paul', 'organiser'),
  staff('quinn', 'organiser'),
  staff('ada', 'administrator'),
  staff('steve', 'steering'),
]

beforeAll(async () => {
  stores = await startStores()
  services = createServices(makeEnvironment(environments.organiser, stores), {
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  })
  for (const { roles, email = '', ...person } of [paul, quinn, ada, steve])
    await stores.colleagues.note({ ...person, email, roles: [...roles], language: 'fr', signedInAt: now })
})
afterAll(() => stores.stop())

const asked = (who: Staff, slug: string, body: object) => ({
  ...makeRequest(slug, { api: true, body: JSON.stringify(body) }),
  staff: who,
})
const posted = (who: Staff, slug: string, fields: Record<string, string>) => ({
  ...makeRequest(slug, { body: new URLSearchParams(fields).toString() }),
  staff: who,
})
const share = async (who: Staff, slug: string, email = '') => (await api.shareEvent(services)(asked(who, slug, { email }))).statusCode
const listOf = async (who: Staff, slug: string) => {
  const { body = '' } = await api.listOrganisers(services)({ ...makeRequest(slug, { api: true }), staff: who })
  return organisersOutput.parse(JSON.parse(body)).organisers.map(({ subject, owns }) => (owns ? `${subject} owns` : subject))
}
const reads = async (who: Staff, slug: string) => (await registrationList(services)({ ...makeRequest(slug), staff: who })).statusCode
const deskOf = async (who: Staff) => (await desk(services)({ ...makeRequest(''), staff: who })).body ?? ''
const mailsTo = async (email: string | undefined) =>
  (await itemsOf(stores, stores.tables.people))
    .filter(({ recipient }) => JSON.stringify(recipient)?.includes(`"${email}"`))
    .map(({ kind, language }) => `${kind} ${language}`)

describe('an event', () => {
  test('is closed to other organisers until it is shared with them; they are told, and see it on their desk', async () => {
    const { slug, title } = await publishEvent(stores)
    expect([await reads(paul, slug), await reads(quinn, slug), await reads(steve, slug), await reads(ada, slug)]).toEqual([
      403, 403, 403, 200,
    ])
    expect(await share(olga, slug, 'Paul@authority.example')).toBe(200)
    expect([await reads(paul, slug), await reads(quinn, slug)]).toEqual([200, 403])
    expect((await deskOf(paul)).includes(title)).toBe(true)
    expect((await deskOf(quinn)).includes(title)).toBe(false)
    expect(await listOf(paul, slug)).toEqual(['organiser owns', 'paul'])
    expect(await mailsTo(paul.email)).toEqual(['event-shared fr'])
  })

  test('can be changed by a form that was open when it was shared', async () => {
    const { slug, version } = await publishEvent(stores)
    await share(olga, slug, paul.email)
    const change = await services.scheduling.change(slug, { staff: paul, now }, (input) => ({ ...input, title: 'Changed' }), version)
    expect(change.outcome).toBe('done')
    expect(await listOf(olga, slug)).toEqual(['organiser owns', 'paul'])
  })

  test('can be shared by its owner and administrators, not by co-organisers, who may leave', async () => {
    const { slug } = await publishEvent(stores)
    await share(olga, slug, paul.email)
    expect([await share(paul, slug, quinn.email), await share(quinn, slug, quinn.email)]).toEqual([403, 403])
    expect(await share(ada, slug, quinn.email)).toBe(200)
    const remove = async (who: Staff, subject: string) => (await api.unshareEvent(services)(asked(who, slug, { subject }))).statusCode
    expect([await remove(paul, 'quinn'), await remove(paul, 'paul'), await remove(olga, 'quinn'), await remove(olga, 'quinn')]).toEqual([
      403, 200, 200, 200,
    ])
    expect([await reads(paul, slug), await listOf(olga, slug), (await deskOf(paul)).includes(slug)]).toEqual([
      403,
      ['organiser owns'],
      false,
    ])
  })

  test('is handed over to somebody who is responsible from then on; the previous owner helps until they are removed', async () => {
    const { slug } = await publishEvent(stores)
    await share(olga, slug, quinn.email)
    const handOver = async (who: Staff, email = '') => (await api.handOverEvent(services)(asked(who, slug, { email }))).statusCode
    expect([await handOver(quinn, quinn.email), await handOver(olga, quinn.email), await handOver(olga, paul.email)]).toEqual([
      403, 200, 403,
    ])
    expect(await listOf(quinn, slug)).toEqual(['quinn owns', 'organiser'])
    expect((await mailsTo(quinn.email)).filter((mail) => mail.startsWith('event-handed-over'))).toEqual(['event-handed-over fr'])
    expect((await deskOf(olga)).includes(slug)).toBe(true)
  })

  test.each([
    ['an address that nobody signed in with', 'nobody@authority.example', 'No organiser with this address'],
    ['somebody without the role', steve.email, 'No organiser with this address'],
    ['no address', '', 'Enter'],
    ['something else', 'paul', 'Enter an e-mail address'],
  ])('is not shared with %s, which the page says at the field', async (_, email = '', problem) => {
    const { slug } = await publishEvent(stores)
    const { statusCode, body = '' } = await pages.shareEvent(services)(posted(olga, slug, { email }))
    expect([statusCode, body.includes('id="email-error"'), body.includes(problem)]).toEqual([422, true, true])
  })

  test('is shared with somebody once, even by two at the same time', async () => {
    const { slug } = await publishEvent(stores)
    const answers = await Promise.all([share(olga, slug, paul.email), share(ada, slug, paul.email), share(ada, slug, quinn.email)])
    expect(answers.filter((status) => status === 200)).toHaveLength(2)
    expect((await listOf(olga, slug)).toSorted()).toEqual(['organiser owns', 'paul', 'quinn'])
  })

  test('shows strangers nothing of who organises it', async () => {
    const { slug } = await publishEvent(stores)
    expect((await pages.organisers(services)({ ...makeRequest(slug), staff: quinn })).statusCode).toBe(403)
  })
})

test('the page leads on after each form', async () => {
  const { slug } = await publishEvent(stores)
  const location = async (reply: ReturnType<ReturnType<typeof pages.shareEvent>>) => (await reply).headers?.['location']
  expect(await location(pages.shareEvent(services)(posted(olga, slug, { email: paul.email ?? '' })))).toBe(
    `/organiser/events/${slug}/organisers?done=shared`,
  )
  expect(await location(pages.unshareEvent(services)(posted(paul, slug, { subject: 'paul' })))).toBe('/organiser')
  expect(await location(pages.handOverEvent(services)(posted(olga, slug, { newOwner: paul.email ?? '' })))).toBe(
    `/organiser/events/${slug}/organisers?done=handed-over`,
  )
})
