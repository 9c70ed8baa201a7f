import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { environment } from '../../../../functions/attendee/environment.ts'
import { changeRegistration, registrationChange } from '../../../../functions/attendee/own-registration/registration.ts'
import { createServices, type Services } from '../../../../functions/attendee/services.ts'
import { emailKey } from '../../../../shared/domain/basics/email-address.ts'
import type { EventInput } from '../../../../shared/domain/event/event.ts'
import { registrationId, registrationToken } from '../../../../shared/tokens/registration-tokens.ts'
import { createManaging } from '../../../../shared/use-cases/event/managing.ts'
import { createRegistering } from '../../../../shared/use-cases/registration/registering.ts'
import { makeEnvironment } from '../../../make/environment.ts'
import { makePerson, now, organiser, publishEvent } from '../../../make/programme.ts'
import { makeRequest } from '../../../make/request.ts'
import { type LocalStores, startStores } from '../../../store/local-store.ts'
import { postedForm, textOf } from '../../../views/staff/page.ts'

let stores: LocalStores
let services: Services
beforeAll(async () => {
  stores = await startStores()
  const platform = { AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' }
  services = createServices(makeEnvironment(environment, stores), platform)
})
afterAll(() => stores.stop())

const option = (id: string, label: string) => ({ id, label })
const questions = (diet: string): EventInput['questions'] => [
  { id: 'diet', type: 'choice', label: 'Diet', required: true, options: [option(diet, diet), option('meat', 'Meat')] },
  { id: 'allergies', type: 'text', label: 'Allergies', required: false, rows: 2, when: { question: 'diet', is: [diet] } },
  { id: 'tours', type: 'choices', label: 'Tours', required: false, options: [option('towm', 'Towm'), option('museum', 'Museum')] },
  { id: 'arrival', type: 'text', label: 'Arrival', required: false, rows: 1 },
]
const answers = { diet: 'vegeterian', allergies: 'Nuts', tours: ['towm', 'museum'], arrival: 'On Monday' }

test('somebody who changes only their name keeps every answer, although the organiser corrected the options in the meantime', async () => {
  const { slug } = await publishEvent(stores, { questions: questions('vegeterian'), attendeeTypes: [option('pannelist', 'Pannelist')] })
  const person = makePerson(1, { answers, attendeeType: 'pannelist' })
  await createRegistering(stores)(slug, person, { now, language: 'en', requestKey: undefined })
  const [diet, allergies, tours] = questions('vegetarian')
  const changed = await createManaging(stores).change(slug, { staff: organiser, now }, (input) => ({
    ...input,
    attendeeTypes: [option('panellist', 'Panellist')],
    questions: [
      diet,
      allergies,
      { ...tours, options: [option('town', 'Town'), option('museum', 'Museum')] },
      { id: 'arrival', type: 'date', label: 'Arrival' },
    ],
  }))
  expect(changed.outcome).toBe('done')
  const key = await stores.keys.links()
  const id = registrationId(key, slug, emailKey(person.email))
  const token = registrationToken(key, { id, round: 1 })
  const page = (await registrationChange(services)(makeRequest(token))).body ?? ''
  expect(textOf(page)).toContain('vegeterian (your earlier answer, no longer offered)')
  const form = postedForm(page)
  // Of the form that chooses the language.
  form.delete('back')
  form.set('name', 'Other Name')
  const done = await changeRegistration(services)(makeRequest(token, { body: form.toString() }))
  expect([done.statusCode, done.headers?.['location']]).toEqual([303, expect.stringContaining('?changed')])
  const { name, attendeeType, answers: after } = Object(await stores.registrations.get(id))
  expect({ name, attendeeType, answers: after }).toEqual({
    name: 'Other Name',
    attendeeType: 'pannelist',
    answers: { ...answers, tours: ['museum', 'towm'] },
  })
})
