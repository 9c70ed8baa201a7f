import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { environment } from '../../../../functions/attendee/environment.ts'
import { handOver, handOverForm } from '../../../../functions/attendee/own-registration/hand-over.ts'
import { createServices, type Services } from '../../../../functions/attendee/services.ts'
import { emailKey } from '../../../../shared/domain/basics/email-address.ts'
import { registrationId, registrationToken } from '../../../../shared/tokens/registration-tokens.ts'
import { createRegistering } from '../../../../shared/use-cases/registration/registering.ts'
import { makeEnvironment } from '../../../make/environment.ts'
import { makePerson, now, publishEvent } from '../../../make/programme.ts'
import { makeRequest } from '../../../make/request.ts'
import { type LocalStores, startStores } from '../../../store/local-store.ts'
import { allMessages } from '../../../store/scan.ts'
import { postedForm, textOf } from '../../../views/staff/page.ts'

let stores: LocalStores
let services: Services
beforeAll(async () => {
  stores = await startStores()
  const platform = { AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' }
  services = createServices(makeEnvironment(environment, stores), platform)
})
afterAll(() => stores.stop())

test.each([
  ['the language of the page, if nothing else is chosen', undefined, 'fr'],
  ['another one, if it is chosen', 'en', 'en'],
] as const)('a colleague gets their e-mails in %s', async (_, chosen, language) => {
  const { slug } = await publishEvent(stores)
  await createRegistering(stores)(slug, makePerson(1), { now, language: 'en', requestKey: undefined })
  const key = await stores.keys.links()
  const token = registrationToken(key, { id: registrationId(key, slug, emailKey(makePerson(1).email)), round: 1 })
  const french = makeRequest(token)
  const page = (await handOverForm(services)({ ...french, language: 'fr', context: { ...french.context, language: 'fr' } })).body ?? ''
  const form = postedForm(page)
  form.delete('back')
  for (const [name, value] of Object.entries({ name: 'Bo Berg', email: 'bo@authority.example', consent: 'yes' })) form.set(name, value)
  if (chosen !== undefined) form.set('language', chosen)
  const check = (await handOver(services)(makeRequest(token, { body: form.toString() }))).body ?? ''
  expect(textOf(check)).toContain(`Language of your colleague’s e-mails ${language === 'fr' ? 'French' : 'English'}`)
  form.set('step', 'hand')
  expect((await handOver(services)(makeRequest(token, { body: form.toString() }))).statusCode).toBe(303)
  const mails = (await allMessages(stores, slug)).map(({ recipient, kind, language: in_ }) => [recipient.name, kind, in_])
  expect(mails).toContainEqual(['Bo Berg', 'confirmation', language])
  expect(mails).toContainEqual(['Person 1', 'cancellation', 'en'])
})
