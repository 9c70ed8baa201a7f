import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { environment } from '../../../../functions/attendee/environment.ts'
import { registerAgain } from '../../../../functions/attendee/own-registration/register-again.ts'
import { registration as ownPage } from '../../../../functions/attendee/own-registration/registration.ts'
import { register as registerPage } from '../../../../functions/attendee/registering/register.ts'
import { createServices, type Services } from '../../../../functions/attendee/services.ts'
import { emailKey } from '../../../../shared/domain/basics/email-address.ts'
import type { Language } from '../../../../shared/domain/basics/language.ts'
import type { EventInput } from '../../../../shared/domain/event/event.ts'
import type { RegistrationInput } from '../../../../shared/domain/registration/registration.ts'
import { paths } from '../../../../shared/site/paths.ts'
import { lists } from '../../../../shared/store/address-lists.ts'
import { personalKey } from '../../../../shared/tokens/personal-key.ts'
import { holdKey, registrationId, registrationToken } from '../../../../shared/tokens/registration-tokens.ts'
import { createManaging } from '../../../../shared/use-cases/event/managing.ts'
import { createCancelling, createCancellingForOrganiser } from '../../../../shared/use-cases/registration/cancelling.ts'
import { createRegistering } from '../../../../shared/use-cases/registration/registering.ts'
import { makeEnvironment } from '../../../make/environment.ts'
import { makePerson, now, organiser, publishEvent } from '../../../make/programme.ts'
import { makeRequest } from '../../../make/request.ts'
import { type LocalStores, startStores } from '../../../store/local-store.ts'
import { linksIn, postedForm, textOf } from '../../../views/staff/page.ts'

let stores: LocalStores
let services: Services
beforeAll(async () => {
  stores = await startStores()
  const platform = { AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' }
  services = createServices(makeEnvironment(environment, stores), platform)
})
afterAll(() => stores.stop())

const option = (id: string, label: string) => ({ id, label })
const session = (id: string, start: string, capacity?: number): NonNullable<EventInput['sessions']>[number] => ({
  id,
  title: id,
  kind: 'talk',
  speakers: [],
  choose: true,
  start: `2022-05-17T${start}:00`,
  end: `2022-05-17T${start}:30`,
  ...(capacity === undefined ? {} : { capacity }),
})

/** Somebody who registered for an event and cancelled, with their personal link. */
const cancelled = async (overrides: Partial<EventInput> = {}, said: Partial<RegistrationInput> = {}) => {
  const { slug } = await publishEvent(stores, overrides)
  const person = makePerson(1, { accessibilityNeeds: 'Captions', ...said })
  await createRegistering(stores)(slug, person, { now, language: 'en', requestKey: undefined })
  const keys = await stores.keys.links()
  const subject = { id: registrationId(keys, slug, emailKey(person.email)), round: 1 }
  await createCancelling(stores)(subject, now)
  return { slug, person, keys, subject, token: registrationToken(keys, subject) }
}

const opened = (token: string, language: Language = 'en') =>
  registerAgain(services)(makeRequest(token, { language, context: { language, here: '/', siteUrl: 'https://events.example' } }))

/** What the form would post, without the key of the request and the choice of language. */
const filledIn = (body = ''): object => {
  const form = postedForm(body)
  for (const name of ['back', 'requestKey', 'language']) form.delete(name)
  return Object.fromEntries([...new Set(form.keys())].map((name) => [name, form.getAll(name).join()]))
}

describe('registering again after cancelling', () => {
  const asks: Partial<EventInput> = {
    attendeeTypes: [option('speaker', 'Speaker'), option('guest', 'Guest')],
    questions: [
      { id: 'diet', type: 'choice', label: 'Diet', required: true, options: [option('meat', 'Meat'), option('none', 'None')] },
      { id: 'guests', type: 'number', label: 'Guests', required: false },
    ],
  }
  const answered = { attendeeType: 'speaker', answers: { diet: 'meat', guests: 2 } }

  test('starts with everything that the page of the registration shows, and leaves only the consent to be given anew', async () => {
    const { slug, person, token } = await cancelled(asks, answered)
    const own = await ownPage(services)(makeRequest(token))
    expect(linksIn(own.body ?? '')['Register again']).toBe(paths.registrationAgain.to({ token }))
    const { statusCode, body = '' } = await opened(token)
    expect([statusCode, textOf(body)]).toEqual([200, expect.stringContaining('We have filled in what you entered last time.')])
    const { name, email, organisation, country, role } = person
    const details = { name, email, organisation, country, role, accessibilityNeeds: 'Captions' }
    expect(filledIn(body)).toEqual({ ...details, attendeeType: 'speaker', 'answers.diet': 'meat', 'answers.guests': '2' })
    expect(body).toContain(`action="${paths.register.to({ slug })}"`)
  })

  test('says in French what has been filled in', async () => {
    const { token } = await cancelled()
    expect(textOf((await opened(token, 'fr')).body ?? '')).toContain('Nous avons rempli le formulaire avec ce que vous aviez saisi')
  })

  test('keeps what it shows out of addresses and caches', async () => {
    const { person, token } = await cancelled()
    const reply = await opened(token)
    // The pipeline then says `no-store`.
    expect(reply.headers?.['cache-control']).toBeUndefined()
    for (const [, address = ''] of (reply.body ?? '').matchAll(/(?:href|action)="([^"]*)"/g)) expect(address).not.toContain(person.email)
  })

  test('is a new registration with its own invitation, and then the old link no longer opens the form', async () => {
    const { slug, subject, token } = await cancelled(asks, answered)
    const form = postedForm((await opened(token)).body ?? '')
    form.delete('back')
    form.set('consent', 'true')
    const done = await registerPage(services)(makeRequest(slug, { body: form.toString() }))
    expect(done.headers?.['location']).toBe(`${paths.registered.to({ slug })}?status=confirmed`)
    expect(await stores.registrations.get(subject.id)).toMatchObject({
      status: 'confirmed',
      round: 2,
      ...answered,
      accessibilityNeeds: 'Captions',
    })
    expect((await opened(token)).statusCode).toBe(404)
  })

  test('asks again where the organiser has since changed the question, and leaves out sessions that are full', async () => {
    const sessions = [session('morning', '10'), session('noon', '11', 1)]
    const { slug, token } = await cancelled({ ...asks, sessions }, { ...answered, sessions: ['morning', 'noon'] })
    await createManaging(stores).change(slug, { staff: organiser, now }, (input) => ({
      ...input,
      attendeeTypes: [option('presenter', 'Presenter')],
      questions: [{ id: 'guests', type: 'date', label: 'Arrival' }],
    }))
    const other = { ...makePerson(2, { sessions: ['noon'], attendeeType: 'presenter' }) }
    await createRegistering(stores)(slug, other, { now, language: 'en', requestKey: undefined })
    expect(filledIn((await opened(token)).body)).toMatchObject({ 'answers.guests': '', sessions: 'morning' })
    expect(filledIn((await opened(token)).body)).not.toHaveProperty('attendeeType')
  })

  test('brings the key of the group that places are kept for, and the personal key of somebody on a list', async () => {
    const holds: EventInput['holds'] = [{ label: 'Speakers', places: 1, until: '2022-05-01T10:00', countries: [] }]
    const kept = await publishEvent(stores, { capacity: 2, holds })
    const keys = await stores.keys.links()
    const key = holdKey(keys, kept.slug, kept.holds[0]?.id ?? '')
    const email = makePerson(1).email
    const subject = { id: registrationId(keys, kept.slug, emailKey(email)), round: 1 }
    await createRegistering(stores)(kept.slug, makePerson(1, { key }), { now, language: 'en', requestKey: undefined })
    await createCancelling(stores)(subject, now)
    expect(filledIn((await opened(registrationToken(keys, subject))).body)).toMatchObject({ key, email })

    const invited = await publishEvent(stores, { audience: 'invited' })
    await stores.lists.add(lists.invited(invited.slug), [email], now)
    const own = personalKey(keys, invited.slug, email)
    const guest = { id: registrationId(keys, invited.slug, emailKey(email)), round: 1 }
    await createRegistering(stores)(invited.slug, makePerson(1, { personalKey: own }), { now, language: 'en', requestKey: undefined })
    await createCancelling(stores)(guest, now)
    const token = registrationToken(keys, guest)
    expect(filledIn((await opened(token)).body)).toMatchObject({ personalKey: own, name: 'Person 1' })
    await stores.lists.remove(lists.invited(invited.slug), [email])
    expect((await opened(token)).statusCode).toBe(403)
  })

  test('leads elsewhere if there is nothing to begin again: a live registration, one that the organiser ended, a full event', async () => {
    const { slug, subject, token } = await cancelled({ capacity: 1, waitingList: 'none' })
    const register = createRegistering(stores)
    await register(slug, makePerson(2), { now, language: 'en', requestKey: undefined })
    expect((await opened(token)).headers?.['location']).toBe(paths.event.to({ slug }))
    const keys = await stores.keys.links()
    const other = { id: registrationId(keys, slug, emailKey(makePerson(2).email)), round: 1 }
    const their = registrationToken(keys, other)
    expect((await opened(their)).headers?.['location']).toBe(paths.registration.to({ token: their }))
    await createCancellingForOrganiser(stores)(slug, other.id, { now, tells: true })
    expect((await opened(their)).headers?.['location']).toBe(paths.registration.to({ token: their }))
    expect((await opened(`${subject.id}.1.${'A'.repeat(22)}`)).statusCode).toBe(404)
  })
})
