import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { environment } from '../../../functions/attendee/environment.ts'
import * as api from '../../../functions/attendee/own-registration/api-own-registration.ts'
import { handOver } from '../../../functions/attendee/own-registration/hand-over.ts'
import { changeRegistration } from '../../../functions/attendee/own-registration/registration.ts'
import { registerPerson } from '../../../functions/attendee/registering/api-registrations.ts'
import { register } from '../../../functions/attendee/registering/register.ts'
import { checkForSeries } from '../../../functions/attendee/series/public-series.ts'
import { createServices, type Services } from '../../../functions/attendee/services.ts'
import { emailKey } from '../../../shared/domain/basics/email-address.ts'
import type { EventInput } from '../../../shared/domain/event/event.ts'
import type { Reply } from '../../../shared/http/reply.ts'
import type { Request } from '../../../shared/http/request.ts'
import { registrationId, registrationToken } from '../../../shared/tokens/registration-tokens.ts'
import { createRegistering } from '../../../shared/use-cases/registration/registering.ts'
import { makeEnvironment } from '../../make/environment.ts'
import { makePerson, now, publishEvent } from '../../make/programme.ts'
import { makeRequest } from '../../make/request.ts'
import { type LocalStores, startStores } from '../../store/local-store.ts'
import { linksIn } from '../../views/staff/page.ts'

let stores: LocalStores
let services: Services
beforeAll(async () => {
  stores = await startStores()
  const platform = { AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' }
  services = createServices(makeEnvironment(environment, stores), platform)
})
afterAll(() => stores.stop())

const at = (start: string, end: string) => ({
  kind: 'talk' as const,
  start: `2022-05-17T${start}`,
  end: `2022-05-17T${end}`,
  speakers: [],
  choose: true,
})
const sessions: EventInput['sessions'] = [
  { title: 'Lab', ...at('10:00', '10:40'), capacity: 1 },
  { title: 'Walk', ...at('10:20', '11:00') },
  { title: 'Talk', ...at('11:00', '11:40') },
  { title: 'Tour', ...at('11:40', '12:00'), capacity: 1 },
]

type Page = (services: Services) => (request: Request) => Promise<Reply> | Reply

/** What an operation says is wrong. */
const refusedBy = async (run: Page, of: string, body: unknown): Promise<readonly string[]> => {
  const reply = await run(services)(makeRequest(of, { api: true, body: JSON.stringify(body) }))
  const errors: readonly { readonly field: string; readonly code: string }[] = JSON.parse(reply.body ?? '').errors
  return [`${reply.statusCode}`, ...errors.map(({ field, code }) => `${field} ${code}`)]
}

/** What the summary at the top of a page says is wrong, by field. */
const shownBy = async (run: Page, of: string, form: readonly (readonly [string, string])[]): Promise<readonly string[]> => {
  const { statusCode, body = '' } = await run(services)(
    makeRequest(of, { body: String(new URLSearchParams(form.map((each) => [...each]))) }),
  )
  const [summary = ''] = /<div class="error-summary.*?<\/div>/s.exec(body) ?? []
  return [`${statusCode}`, ...Object.entries(linksIn(summary)).map(([text, href]) => `${href} ${text}`)]
}

/** An event whose lab is full, with the link of a person who has no place in it. */
const withFullLab = async (overrides: Partial<EventInput> = {}) => {
  const { slug } = await publishEvent(stores, { sessions, ...overrides })
  const asked = { now, language: 'en', requestKey: undefined } as const
  await createRegistering(stores)(slug, makePerson(1, { sessions: ['lab', 'tour'] }), asked)
  await createRegistering(stores)(slug, makePerson(2), asked)
  const key = await stores.keys.links()
  const token = registrationToken(key, { id: registrationId(key, slug, emailKey(makePerson(2).email)), round: 1 })
  return { slug, token }
}

const { name: _, consent: __, ...nameless } = makePerson(3)

describe('somebody who registers is told of a choice of sessions together with whatever else is wrong', () => {
  test.each([
    ['a full one', ['lab'], 'sessions session-full'],
    ['two at the same time', ['lab', 'walk'], 'sessions sessions-overlap'],
    ['an unknown one', ['party'], 'sessions no-such-session'],
  ])('by API: %s', async (_what, chosen, problem) => {
    const { slug } = await withFullLab()
    const said = { ...nameless, country: 'XX', sessions: chosen }
    expect(await refusedBy(registerPerson, slug, said)).toEqual(['422', 'name required', 'country country', 'consent consent', problem])
  })

  test('by form', async () => {
    const { slug } = await withFullLab()
    const form = [...Object.entries(nameless).filter(([, value]) => typeof value === 'string'), ['sessions', 'lab']]
    expect(
      await shownBy(
        register,
        slug,
        form.map(([field = '', value]) => [field, String(value)]),
      ),
    ).toEqual([
      '422',
      '#name Enter your name',
      '#sessions Fully booked: Lab. Select a different session, or none',
      '#consent Tick the box to agree to your data being used to organise this event',
    ])
  })

  test('but a field is told once, and a session that is full only where it can be had', async () => {
    const { slug } = await withFullLab()
    const said = { ...nameless, consent: true, sessions: ['lab', 5] }
    expect(await refusedBy(registerPerson, slug, said)).toEqual(['422', 'name required', 'sessions.1 not-text', 'sessions session-full'])
    expect(await refusedBy(registerPerson, slug, { ...said, sessions: 'lab' })).toEqual(['422', 'name required', 'sessions invalid'])
    const crowded = await withFullLab({ capacity: 2 })
    expect(await refusedBy(registerPerson, crowded.slug, { ...said, sessions: ['lab'] })).toEqual(['422', 'name required'])
  })

  test('and of every session that is full, whether or not anything else is wrong', async () => {
    const { slug, token } = await withFullLab()
    const fullIn = async (run: Page, of: string, body: object): Promise<string | undefined> => {
      const reply = await run(services)(makeRequest(of, { api: true, body: JSON.stringify(body) }))
      const errors: readonly { readonly code: string; readonly message: string }[] = JSON.parse(reply.body ?? '').errors
      return errors.find(({ code }) => code === 'session-full')?.message
    }
    const chosen = { sessions: ['lab', 'talk', 'tour'] }
    const full = 'Fully booked: Lab, Tour. Select a different session, or none'
    expect(await fullIn(registerPerson, slug, { ...nameless, ...chosen })).toBe(full)
    expect(await fullIn(registerPerson, slug, { ...makePerson(4), ...chosen })).toBe(full)
    expect(await fullIn(registerPerson, slug, { ...makePerson(1), ...chosen })).toBe(full)
    expect(await fullIn(api.changeRegistration, token, chosen)).toBe(full)
  })

  test('and of a personal key', async () => {
    const { slug } = await publishEvent(stores, { audience: 'invited' })
    const said = { ...nameless, consent: true, personalKey: 'forged' }
    expect(await refusedBy(registerPerson, slug, said)).toEqual(['422', 'name required', 'personalKey personal-key'])
  })

  test('and of dates that a series does not have', async () => {
    const found = await services.events.getWithSeats((await publishEvent(stores)).slug)
    if (found === undefined) throw new Error('the event is gone')
    const series = {
      slug: 'talks',
      owner: 'organiser',
      coOrganisers: [],
      title: 'Talks',
      summary: 'Talks',
      dates: [],
      createdAt: now,
      version: 0,
    }
    const checked = checkForSeries({ series, dates: [found] }, { ...nameless, consent: true, events: ['another'] }, now)
    expect(checked.ok ? [] : checked.problems.map(({ field, code }) => `${field} ${code}`)).toEqual([
      'name required',
      'events.0 not-one-of',
    ])
  })
})

describe('somebody who changes their registration is told everything at once', () => {
  test.each([
    ['a full session', ['lab'], 'sessions session-full'],
    ['two at the same time', ['lab', 'walk'], 'sessions sessions-overlap'],
  ])('by API: %s', async (_what, chosen, problem) => {
    const questions: EventInput['questions'] = [{ id: 'guests', type: 'number', label: 'Guests', required: false, max: 3 }]
    const { token } = await withFullLab({ questions })
    const wrong = { answers: { guests: 4 }, sessions: chosen }
    expect(await refusedBy(api.changeRegistration, token, wrong)).toEqual(['422', 'answers.guests too-big', problem])
    expect(await refusedBy(api.changeRegistration, token, { ...wrong, name: '', email: 'other@authority.example' })).toEqual([
      '422',
      'name required',
      'email unknown-field',
      'answers.guests too-big',
      problem,
    ])
  })

  test('by form', async () => {
    const { token } = await withFullLab()
    const { organisation, country, role } = makePerson(2)
    const form = Object.entries({ name: '', organisation, country, role, sessions: 'lab' })
    expect(await shownBy(changeRegistration, token, form)).toEqual([
      '422',
      '#name Enter your name',
      '#sessions Fully booked: Lab. Select a different session, or none',
    ])
  })
})

describe('somebody who hands over to their own address is told with whatever else is wrong', () => {
  test('by API', async () => {
    const { token } = await withFullLab()
    expect(await refusedBy(api.handOver, token, { email: 'Person2@authority.example' })).toEqual([
      '422',
      'name required',
      'consent consent',
      'email own-address',
    ])
  })

  test('by form', async () => {
    const { token } = await withFullLab()
    expect(await shownBy(handOver, token, [['email', 'person2@authority.example']])).toEqual([
      '422',
      '#name Enter your colleague’s name',
      '#email Enter your colleague’s e-mail address, not your own',
      '#consent Tick the box to confirm that your colleague agrees',
    ])
  })
})
