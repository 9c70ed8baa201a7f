import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { environment } from '../../../../functions/attendee/environment.ts'
import { getRegistration } from '../../../../functions/attendee/own-registration/api-own-registration.ts'
import { registration } from '../../../../functions/attendee/own-registration/registration.ts'
import { createServices, type Services } from '../../../../functions/attendee/services.ts'
import { emailKey } from '../../../../shared/domain/basics/email-address.ts'
import { paths } from '../../../../shared/site/paths.ts'
import { registrationId, registrationToken } from '../../../../shared/tokens/registration-tokens.ts'
import { createManaging } from '../../../../shared/use-cases/event/managing.ts'
import { createRegistering } from '../../../../shared/use-cases/registration/registering.ts'
import { makeEnvironment } from '../../../make/environment.ts'
import { makePerson, now, organiser, publishEvent } from '../../../make/programme.ts'
import { makeRequest } from '../../../make/request.ts'
import { type LocalStores, startStores } from '../../../store/local-store.ts'

let stores: LocalStores
let services: Services
beforeAll(async () => {
  stores = await startStores()
  const variables = makeEnvironment(environment, stores)
  services = createServices(variables, { AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' })
})
afterAll(() => stores.stop())

const session = (id: string, start: string, end: string, choose = true) => ({
  id,
  title: `Session ${id}`,
  kind: 'talk' as const,
  start: `2022-06-${start}`,
  end: `2022-06-${end}`,
  speakers: [],
  choose,
})

/** Somebody registered for a conference of two days, who chose sessions. */
const registered = async (sessions: string[], overrides: Parameters<typeof publishEvent>[1] = {}) => {
  const { slug } = await publishEvent(stores, {
    kind: 'conference',
    start: '2022-06-14T09:00',
    end: '2022-06-15T17:00',
    sessions: [
      session('opening', '14T09:00', '14T10:00', false),
      session('needs', '14T10:00', '14T12:00'),
      session('dialogue', '14T10:00', '14T12:00'),
      session('contracts', '15T10:00', '15T12:00'),
    ],
    ...overrides,
  })
  await createRegistering(stores)(slug, makePerson(1, { sessions }), { now, language: 'en', requestKey: undefined })
  const key = await stores.keys.links()
  return { slug, token: registrationToken(key, { id: registrationId(key, slug, emailKey(makePerson(1).email)), round: 1 }) }
}

const pageOf = async (token: string, at = now): Promise<string> => {
  const text = String((await registration(services)(makeRequest(token, { now: at }))).body)
  return (
    /<section[^>]*aria-labelledby="agenda">.*?<\/section>/s
      .exec(text)?.[0]
      .replaceAll(/<[^>]+>/g, '|')
      .replaceAll(/[|\s]*\|[|\s]*/g, '|') ?? ''
  )
}
const apiOf = async (token: string): Promise<unknown> => {
  const { agenda } = Object(JSON.parse(String((await getRegistration(services)(makeRequest(token, { api: true, now }))).body)))
  return agenda
}

describe('the page of a registration', () => {
  test('shows the agenda by day in the event’s zone: what the person chose, and what is for everybody', async () => {
    const { token } = await registered(['needs', 'contracts'])
    const page = await pageOf(token)
    expect(page).toMatch(
      /Europe\/Brussels.*Tuesday,? 14 June 2022\|09:00\|–\|10:00\|Session opening\|10:00\|–\|12:00\|Session needs\|You chose this session\|Wednesday,? 15 June 2022\|10:00\|–\|12:00\|Session contracts\|You chose/,
    )
    expect([page.includes('dialogue'), page.includes('overlap')]).toEqual([false, false])
    expect(await apiOf(token)).toMatchObject([
      { id: 'opening', day: '2022-06-14', chosen: false, overlaps: [] },
      { id: 'needs', day: '2022-06-14', chosen: true, start: '2022-06-14T10:00' },
      { id: 'contracts', day: '2022-06-15', chosen: true },
    ])
  })

  test('says plainly what overlaps once a session has moved to another day', async () => {
    const { slug, token } = await registered(['needs', 'contracts'])
    await createManaging(stores).arrange(slug, { staff: organiser, now }, ({ sessions }) => ({
      sessions: sessions.map((each) => (each.id === 'contracts' ? { ...each, start: '2022-06-14T11:00', end: '2022-06-14T13:00' } : each)),
    }))
    expect(await pageOf(token)).toMatch(
      /overlap\|“Session needs” and “Session contracts” \(Tuesday,? 14 June 2022, 11:00\)\|Change your choice/,
    )
    expect(await apiOf(token)).toMatchObject([{ id: 'opening' }, { overlaps: ['contracts'] }, { overlaps: ['needs'] }])
  })

  test('offers no other choice once sessions can no longer be chosen', async () => {
    const { token } = await registered(['needs'])
    expect(await pageOf(token, '2022-06-14T12:00:00.000Z')).not.toContain('Change your choice')
  })

  test('has no agenda for an event without a programme, one that is cancelled, or for people who wait', async () => {
    const { token: plain } = await registered([], { sessions: [] })
    const { slug, token: off } = await registered(['needs'])
    await createManaging(stores).cancel(slug, { staff: organiser, now })
    const { token: waiting } = await registered(['needs'], { audience: 'approval' })
    expect(await Promise.all([plain, off, waiting].map((token) => pageOf(token)))).toEqual(['', '', ''])
    expect(await apiOf(waiting)).toEqual([])
  })

  test('links to the file', async () => {
    const { token } = await registered(['needs'])
    const text = String((await registration(services)(makeRequest(token, { now }))).body)
    expect(text).toContain(`href="${paths.registrationAgenda.to({ token })}"`)
  })
})
