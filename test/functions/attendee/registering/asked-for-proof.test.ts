import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { registerGroup } from '../../../../functions/attendee/registering/group-registration.ts'
import { register } from '../../../../functions/attendee/registering/register.ts'
import type { Services } from '../../../../functions/attendee/services.ts'
import { rateLimits } from '../../../../shared/domain/basics/rate-limits.ts'
import type { Reply } from '../../../../shared/http/reply.ts'
import { createRecentEvents } from '../../../../shared/store/cached-events.ts'
import { rateTag } from '../../../../shared/tokens/registration-tokens.ts'
import { createAdmitting } from '../../../../shared/use-cases/registration/admitting.ts'
import { createGroupRegistering } from '../../../../shared/use-cases/registration/group-registering.ts'
import { createProving } from '../../../../shared/use-cases/registration/proving.ts'
import { createRating } from '../../../../shared/use-cases/registration/rating.ts'
import { createRegistering } from '../../../../shared/use-cases/registration/registering.ts'
import { now, publishEvent } from '../../../make/programme.ts'
import { makeRequest } from '../../../make/request.ts'
import { solve } from '../../../make/solved.ts'
import { type LocalStores, startStores } from '../../../store/local-store.ts'
import { allRegistrations } from '../../../store/scan.ts'

let stores: LocalStores
let services: Pick<Services, 'events' | 'recent' | 'admit' | 'register' | 'registerGroup' | 'prove' | 'keys'>
const networks = { own: '203.0.113.70', wide: '203.0.113.0/24' }
beforeAll(async () => {
  stores = await startStores()
  const recent = createRecentEvents(stores.events)
  const prove = createProving({ ...stores, rate: createRating(stores) })
  const one = createRegistering(stores, recent)
  services = { ...stores, recent, prove, register: one, registerGroup: createGroupRegistering(one), admit: createAdmitting(stores) }
  await stores.rates.count('network', rateTag(await stores.keys.links(), 'network', networks.own), rateLimits.network.free, now)
})
afterAll(() => stores.stop())

const shared = { requestKey: 'page', organisation: 'Authority & Co', country: 'FR', role: 'procurer', consent: 'true' }
const alone = { ...shared, name: 'Ana "A"', email: 'ana@a.example' }
const together = {
  ...shared,
  action: 'register',
  'people.0.name': 'Bo',
  'people.0.email': 'bo@a.example',
  'people.1.name': 'Cy',
  'people.1.email': 'cy@a.example',
}
type Page = (slug: string, form: Readonly<Record<string, string>>) => Promise<Reply>
const sendAlone: Page = async (slug, form) =>
  register(services)(makeRequest(slug, { networks, body: new URLSearchParams(form).toString() }))
const sendTogether: Page = async (slug, form) =>
  registerGroup(services)(makeRequest(slug, { networks, body: new URLSearchParams(form).toString() }))

const unescaped = (text: string): string => text.replaceAll('&quot;', '"').replaceAll('&amp;', '&')
const challengeOn = ({ body = '' }: Reply): unknown => JSON.parse(unescaped(/data-challenge="([^"]*)"/.exec(body)?.[1] ?? 'null'))

describe.each([
  ['one person', sendAlone, alone],
  ['a group', sendTogether, together],
] as const)('a form for %s from a network that sent many', (_, send, form) => {
  test('is shown again with everything typed and a challenge, which may run a worker', async () => {
    const { slug } = await publishEvent(stores)
    const page = await send(slug, form)
    expect(page.statusCode).toBe(429)
    const csp = String(page.headers?.['content-security-policy'])
    expect(csp).toContain("worker-src 'self'")
    const { body = '' } = page
    for (const [name, value] of Object.entries(form)) if (name !== 'action') expect(unescaped(body)).toMatch(`"${value}"`)
    expect(body).toMatch(/name="consent"[^>]* checked/)
    expect(body).toMatch(/src="\/assets\/widget\.[0-9a-f]{10}\.js"/)
    expect(challengeOn(page)).toMatchObject({ parameters: { data: { event: slug } } })
    expect(await allRegistrations(stores, slug)).toEqual([])
  })

  test('registers with a solution, but not a second time', async () => {
    const { slug } = await publishEvent(stores)
    const proof = await solve(challengeOn(await send(slug, form)))
    expect((await send(slug, { ...form, proof })).statusCode).toBeLessThan(400)
    const registered = await allRegistrations(stores, slug)
    expect(new Set(registered.map(({ status }) => status))).toEqual(new Set(['confirmed']))
    const others = Object.fromEntries(Object.entries(form).map(([name, value]) => [name, value.replace('@a.', '@b.')]))
    const again = await send(slug, { ...others, proof })
    expect([again.statusCode, challengeOn(again)]).toEqual([429, expect.objectContaining({ signature: expect.any(String) })])
    expect(await allRegistrations(stores, slug)).toHaveLength(registered.length)
  })

  test('holds places without a solution, until the addresses are confirmed by mail', async () => {
    const { slug } = await publishEvent(stores)
    expect((await send(slug, { ...form, confirm: 'mail' })).statusCode).toBeLessThan(400)
    expect(new Set((await allRegistrations(stores, slug)).map(({ status }) => status))).toEqual(new Set(['offered']))
  })
})

test('no other page loads the widget or may run workers', async () => {
  const { slug } = await publishEvent(stores)
  const page = await sendAlone(slug, { ...alone, email: 'wrong' })
  expect([page.statusCode, page.body?.includes('widget.'), page.headers?.['content-security-policy']]).toEqual([422, false, undefined])
})
