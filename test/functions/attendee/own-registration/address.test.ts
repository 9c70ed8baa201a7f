import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { environment } from '../../../../functions/attendee/environment.ts'
import * as pages from '../../../../functions/attendee/own-registration/address.ts'
import * as api from '../../../../functions/attendee/own-registration/api-address.ts'
import { getRegistration } from '../../../../functions/attendee/own-registration/api-own-registration.ts'
import { registration as ownPage } from '../../../../functions/attendee/own-registration/registration.ts'
import { createServices, type Services } from '../../../../functions/attendee/services.ts'
import { emailKey } from '../../../../shared/domain/basics/email-address.ts'
import type { Language } from '../../../../shared/domain/basics/language.ts'
import { addressChangeUntil } from '../../../../shared/domain/registration/address-change.ts'
import type { Request } from '../../../../shared/http/request.ts'
import { paths } from '../../../../shared/site/paths.ts'
import { addressChangeToken } from '../../../../shared/tokens/address-change-token.ts'
import { registrationId, registrationToken } from '../../../../shared/tokens/registration-tokens.ts'
import { createRegistering } from '../../../../shared/use-cases/registration/registering.ts'
import { makeEnvironment } from '../../../make/environment.ts'
import { makePerson, now, publishEvent } from '../../../make/programme.ts'
import { makeRequest } from '../../../make/request.ts'
import { type LocalStores, startStores } from '../../../store/local-store.ts'
import { linksIn, textOf } from '../../../views/staff/page.ts'

let stores: LocalStores
let services: Services
beforeAll(async () => {
  stores = await startStores()
  const platform = { AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' }
  services = createServices(makeEnvironment(environment, stores), platform)
})
afterAll(() => stores.stop())

const later = (minutes: number): string => new Date(Date.parse(now) + minutes * 60_000).toISOString()
const elsewhere = 'new.address@authority.example'

/** Somebody who registered, with their personal link and the one that confirms a new address. */
const registered = async (count = 1) => {
  const { slug } = await publishEvent(stores)
  for (let number = 1; number <= count; number++)
    await createRegistering(stores)(slug, makePerson(number), { now, language: 'en', requestKey: undefined })
  const keys = await stores.keys.links()
  const own = { id: registrationId(keys, slug, emailKey(makePerson(1).email)), round: 1 }
  const there = { id: registrationId(keys, slug, emailKey(elsewhere)), round: 1 }
  const link = addressChangeToken(keys, { ...own, email: elsewhere, until: addressChangeUntil(now) })
  return { slug, token: registrationToken(keys, own), link, moved: registrationToken(keys, there) }
}

const inLanguage = (language: Language): Partial<Request> => ({
  language,
  context: { language, here: '/', siteUrl: 'https://events.example' },
})
const posted = (form: Readonly<Record<string, string>>): Partial<Request> => ({ body: new URLSearchParams(form).toString() })

describe('the page to change one’s address', () => {
  test.each([
    [
      'en',
      'Change e-mail address',
      'We will send a link to the new address.',
      'Your new address is waiting to be confirmed',
      'n…@authority.example',
    ],
    [
      'fr',
      'Changer d’adresse électronique',
      'Nous enverrons un lien à la nouvelle adresse.',
      'Votre nouvelle adresse reste à confirmer',
      'n…@authority.example',
    ],
  ] as const)(
    'in %s: is linked, asks for the address, and then says what happens, without the address in any URL',
    async (language, action, intro, waits, shown) => {
      const { token, link } = await registered()
      const to = inLanguage(language)
      const own = async () => (await ownPage(services)(makeRequest(token, to))).body ?? ''
      expect(linksIn(await own())[action]).toBe(paths.registrationAddress.to({ token }))
      expect(textOf((await pages.addressForm(services)(makeRequest(token, to))).body ?? '')).toContain(intro)
      const { statusCode, headers } = await pages.askAddressChange(services)(makeRequest(token, { ...to, ...posted({ email: elsewhere }) }))
      expect([statusCode, headers?.['location']]).toEqual([303, paths.registration.to({ token })])
      expect(textOf(await own())).toContain(waits)
      expect(textOf(await own())).toContain(shown)
      expect(await own()).not.toContain(elsewhere)
      expect((await pages.addressChange(services)(makeRequest(link, to))).statusCode).toBe(200)
      // The person changes their mind.
      await pages.stopAddressChange(services)(makeRequest(token, to))
      expect(textOf(await own())).not.toContain(waits)
      expect((await pages.addressChange(services)(makeRequest(link, to))).statusCode).toBe(410)
    },
  )

  test('keeps what was typed and says what is wrong with it', async () => {
    const { token } = await registered()
    for (const [email, said] of [
      ['anna@nowhere', 'anna@nowhere'],
      [makePerson(1).email, makePerson(1).email],
      ['', ''],
    ] as const) {
      const { statusCode, body = '' } = await pages.askAddressChange(services)(makeRequest(token, posted({ email })))
      expect([statusCode, textOf(body)]).toEqual([422, expect.stringContaining('There is a problem')])
      expect(body).toContain(`value="${said}"`)
    }
  })

  test('confirms only when the form is sent, and then leads to the registration under its new address', async () => {
    const { token, link, moved } = await registered()
    await pages.askAddressChange(services)(makeRequest(token, posted({ email: elsewhere })))
    for (let looks = 0; looks < 2; looks++) {
      const { statusCode, body = '' } = await pages.addressChange(services)(makeRequest(link))
      expect([statusCode, textOf(body)]).toEqual([
        200,
        expect.stringContaining(`Person 1 asked us to send everything about this registration to this address: ${elsewhere}`),
      ])
    }
    const location = `${paths.registration.to({ token: moved })}?moved`
    for (let sends = 0; sends < 2; sends++)
      expect((await pages.confirmAddressChange(services)(makeRequest(link))).headers?.['location']).toBe(location)
    const page = textOf((await ownPage(services)(makeRequest(moved, { query: new URLSearchParams('moved') }))).body ?? '')
    expect(page).toContain('Your e-mail address has been changed')
    expect(page).toContain(elsewhere)
    const old = (await ownPage(services)(makeRequest(token))).body ?? ''
    expect(textOf(old)).toContain('This registration uses a different address now')
    expect(old).not.toContain(elsewhere)
    expect(linksIn(old)).not.toHaveProperty('Register again')
    expect((await pages.askAddressChange(services)(makeRequest(token, posted({ email: 'third@authority.example' })))).statusCode).toBe(409)
  })

  test('refuses somebody who asks for too many addresses', async () => {
    const { token } = await registered()
    const refusing = { ...services, rate: () => Promise.resolve('refused' as const) }
    expect((await pages.askAddressChange(refusing)(makeRequest(token, posted({ email: elsewhere })))).statusCode).toBe(429)
    expect((await stores.registrations.getMany([token.split('.')[0] ?? '']))[0]?.addressChange).toBeUndefined()
  })
})

test('the API asks for another address, stops that, and confirms it; a registered address gets the same answer', async () => {
  const { slug, token, link } = await registered(2)
  const call = async (run: (services: Services) => (request: Request) => unknown, to: string, body?: object) => {
    const reply = Object(await run(services)(makeRequest(to, { api: true, body: body === undefined ? '' : JSON.stringify(body) })))
    return { status: reply.statusCode, answer: JSON.parse(reply.body) }
  }
  const accepted = { status: 202, answer: { status: 'accepted' } }
  expect(await call(api.askAddressChange, token, { email: makePerson(2).email })).toEqual(accepted)
  expect(await call(api.askAddressChange, token, { email: elsewhere })).toEqual(accepted)
  expect((await call(getRegistration, token)).answer).toMatchObject({
    addressChange: { to: 'n…@authority.example', until: addressChangeUntil(now) },
    actions: expect.arrayContaining(['change-address']),
  })
  expect((await call(api.stopAddressChange, token)).answer).not.toHaveProperty('addressChange')
  expect((await call(api.confirmAddressChange, link)).status).toBe(410)
  await services.addressChanges().then(({ ask }) => ask({ id: token.split('.')[0] ?? '', round: 1 }, elsewhere, later(1)))
  expect(await call(api.confirmAddressChange, link)).toMatchObject({
    status: 200,
    answer: { email: elsewhere, status: 'confirmed', event: { slug } },
  })
  expect((await call(api.askAddressChange, token, { email: 'third@authority.example' })).status).toBe(409)
  expect((await call(api.askAddressChange, token, { email: 'nowhere' })).status).toBe(422)
  expect((await call(api.confirmAddressChange, 'forged')).status).toBe(404)
})
