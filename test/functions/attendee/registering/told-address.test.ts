import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { environment } from '../../../../functions/attendee/environment.ts'
import { registered, register as registerPage } from '../../../../functions/attendee/registering/register.ts'
import { createServices, type Services } from '../../../../functions/attendee/services.ts'
import type { Language } from '../../../../shared/domain/basics/language.ts'
import { network } from '../../../../shared/domain/basics/network.ts'
import type { EventInput } from '../../../../shared/domain/event/event.ts'
import { toldAddressMinutes } from '../../../../shared/domain/people/periods.ts'
import { paths } from '../../../../shared/site/paths.ts'
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

/** Sends the form, as one who registers with an address does; the redirect and the cookie that comes with it. */
const sent = async (slug: string, email: string) => {
  const { name, organisation, country, role } = makePerson(1)
  const body = new URLSearchParams({ name, email, organisation, country, role, consent: 'true' }).toString()
  const { statusCode, headers, cookies = [] } = await registerPage(services)(makeRequest(slug, { body }))
  return { statusCode, location: String(headers?.['location']), cookie: cookies.join() }
}

/** The page that a browser then shows. */
const shown = async (
  { location, cookie }: { readonly location: string; readonly cookie: string },
  { language = 'en', at = now, slug }: { readonly language?: Language; readonly at?: string; readonly slug?: string } = {},
): Promise<string> => {
  const [, own = ''] = /^\/events\/([^/]+)\//.exec(location) ?? []
  const request = makeRequest(slug ?? own, {
    now: at,
    language,
    context: { language, here: location, siteUrl: 'https://events.example' },
    query: new URL(location, 'https://events.example').searchParams,
    cookies: cookie === '' ? [] : [cookie.split(';')[0] ?? ''],
  })
  return (await registered(services)(request)).body ?? ''
}

const open = async (overrides: Partial<EventInput> = {}) => (await publishEvent(stores, overrides)).slug

describe('the page after registering', () => {
  test('shows the address to which the mail goes, which is in no URL and not readable in the cookie', async () => {
    const slug = await open()
    const { statusCode, location, cookie } = await sent(slug, 'anna.example@authority.example')
    expect([statusCode, location]).toEqual([303, `${paths.registered.to({ slug })}?status=confirmed`])
    expect(cookie).toMatch(/^__Host-registered=[\w-]+; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
    expect(Buffer.from(cookie.slice('__Host-registered='.length).split(';')[0] ?? '', 'base64url').toString('latin1')).not.toContain('anna')
    expect(textOf(await shown({ location, cookie }))).toContain('We have sent an e-mail to anna.example@authority.example .')
    expect(textOf(await shown({ location, cookie }, { language: 'fr' }))).toContain(
      'Nous avons envoyé un courriel à anna.example@authority.example .',
    )
  })

  test('says the same to an address that is registered, and to one that is not', async () => {
    const slug = await open()
    await createRegistering(stores)(slug, makePerson(7), { now, language: 'en', requestKey: undefined })
    const [known, unknown] = [await sent(slug, makePerson(7).email), await sent(slug, makePerson(8).email)]
    expect({ ...known, cookie: '' }).toEqual({ ...unknown, cookie: '' })
    expect(known.cookie.length).toBe(unknown.cookie.length)
    expect((await shown(known)).replaceAll('person7@', 'person8@')).toBe(await shown(unknown))
  })

  test.each([
    ['a while later', { at: later(toldAddressMinutes) }],
    ['at another event', { slug: 'other' }],
  ] as const)('no longer shows it %s', async (_, how) => {
    const done = await sent(await open(), 'anna.example@authority.example')
    const slug = 'slug' in how ? await open() : undefined
    const page = textOf(await shown(done, { ...how, ...(slug === undefined ? {} : { slug }) }))
    expect(page).not.toContain('anna.example')
    expect(page).toContain('We have sent you an e-mail.')
  })

  test('takes no address from a cookie that somebody else made', async () => {
    const { location } = await sent(await open(), 'anna.example@authority.example')
    const page = await shown({ location, cookie: `__Host-registered=${Buffer.from('eve@evil.example').toString('base64url')}` })
    expect(textOf(page)).toContain('We have sent you an e-mail.')
  })

  test('offers the event’s calendar file to somebody with a place, and says what the invitation does', async () => {
    const slug = await open({ capacity: 1 })
    const main = await shown(await sent(slug, 'first@authority.example'))
    expect(linksIn(main)['Calendar file (.ics)']).toBe(paths.eventCalendar.to({ slug }))
    expect(textOf(main)).toContain('If you also add it here, it will appear twice, and this copy will not update.')
    // Where to join is only for people whose address is proved.
    expect(main).not.toContain('meet.example')
    expect(linksIn(await shown(await sent(slug, 'second@authority.example')))).not.toHaveProperty('Calendar file (.ics)')
  })

  test('says what to do if the address is wrong, unless a personal link fixes it', async () => {
    const slug = await open()
    const main = await shown(await sent(slug, 'ana@authority.example'))
    expect(linksIn(main)['Register with a different address']).toBe(paths.register.to({ slug }))
    expect(textOf(main)).toContain(`Then write to ${network.contactEmail}`)
    const invited = await open({ audience: 'invited' })
    const page = await shown({ location: `${paths.registered.to({ slug: invited })}?status=confirmed`, cookie: '' })
    expect(textOf(page)).not.toContain('Is the address wrong?')
  })
})
