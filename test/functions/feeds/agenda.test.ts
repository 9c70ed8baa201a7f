import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { ownRegistrations } from '../../../functions/feeds/personal-feeds.ts'
import { createPublished } from '../../../functions/feeds/published-events.ts'
import { emailKey } from '../../../shared/domain/basics/email-address.ts'
import { logger } from '../../../shared/runtime/logger.ts'
import { paths } from '../../../shared/site/paths.ts'
import { calendarToken } from '../../../shared/tokens/calendar-tokens.ts'
import type { LinkKeys } from '../../../shared/tokens/link-keys.ts'
import { registrationId, registrationToken } from '../../../shared/tokens/registration-tokens.ts'
import { createManaging } from '../../../shared/use-cases/event/managing.ts'
import { createCancelling } from '../../../shared/use-cases/registration/cancelling.ts'
import { createChanging } from '../../../shared/use-cases/registration/changing.ts'
import { createRegistering } from '../../../shared/use-cases/registration/registering.ts'
import { makePerson, now, organiser, publishEvent } from '../../make/programme.ts'
import { type PublicSite, startPublicSite } from '../../make/public-site.ts'
import { makeRequest } from '../../make/request.ts'

let site: PublicSite
let key: LinkKeys
beforeAll(async () => {
  logger.setLogLevel('SILENT')
  site = await startPublicSite()
  key = await site.stores.keys.links()
})
afterAll(() => site.stop())

const day = (ahead: number): string => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10)
const session = (id: string, start: string, end: string) => ({ id, title: `Session ${id}`, start, end, choose: true })

const conference = async (): Promise<string> => {
  const sessions = [
    session('needs', `${day(60)}T14:00`, `${day(60)}T16:00`),
    session('dialogue', `${day(60)}T14:00`, `${day(60)}T16:00`),
    session('contracts', `${day(61)}T10:00`, `${day(61)}T12:00`),
  ].map((each) => ({ ...each, kind: 'talk' as const, speakers: [] }))
  const times = { start: `${day(60)}T09:00`, end: `${day(61)}T13:00` }
  const { slug } = await publishEvent(site.stores, { kind: 'conference', ...times, sessions })
  return slug
}

const subjectOf = (slug: string, round = 1) => ({ id: registrationId(key, slug, emailKey(makePerson(1).email)), round })
const register = (slug: string, sessions: string[]) =>
  createRegistering(site.stores)(slug, makePerson(1, { sessions }), { now, language: 'en', requestKey: undefined })
const fileOf = (slug: string, round = 1): Promise<Response> =>
  fetch(site.siteUrl + paths.registrationAgenda.to({ token: registrationToken(key, subjectOf(slug, round)) }))
const titlesIn = (text: string): readonly string[] => [...text.matchAll(/^SUMMARY:(.*)\r$/gm)].map(([, title = '']) => title)

describe('the agenda of a registration, as a file', () => {
  test('has the days and the sessions chosen, follows another choice, and names nobody', async () => {
    const slug = await conference()
    await register(slug, ['needs', 'contracts'])
    const first = await fileOf(slug)
    const text = await first.text()
    expect([first.status, first.headers.get('content-disposition')?.includes(`${slug}-agenda.ics`)]).toEqual([200, true])
    expect(titlesIn(text).slice(2)).toEqual(['Session needs', 'Session contracts'])
    expect(text.match(/ATTENDEE|person1/gi)).toBeNull()
    const { name, organisation, country, role } = makePerson(1)
    const details = { name, organisation, country, role, answers: {} }
    await createChanging(site.stores)(subjectOf(slug), { ...details, sessions: ['dialogue'] }, now)
    expect(titlesIn(await (await fileOf(slug)).text()).slice(2)).toEqual(['Session dialogue'])
  })

  test('is gone once they cancel, and with any other link', async () => {
    const slug = await conference()
    await register(slug, ['needs'])
    const other = await fileOf(slug, 2)
    await createCancelling(site.stores)(subjectOf(slug), now)
    expect([other.status, (await fileOf(slug)).status]).toEqual([404, 404])
  })

  test('says that everything is off once the event is cancelled', async () => {
    const slug = await conference()
    await register(slug, ['needs'])
    await createManaging(site.stores).cancel(slug, { staff: organiser, now })
    const text = await (await fileOf(slug)).text()
    expect(new Set(text.match(/STATUS:\w+/g))).toEqual(new Set(['STATUS:CANCELLED']))
  })
})

test('a personal calendar shows the days of a conference and the sessions chosen, and follows them', async () => {
  const slug = await conference()
  await register(slug, ['needs'])
  const services = { ...site.stores, published: createPublished(site.stores.events, 0) }
  const token = calendarToken(key, { email: makePerson(1).email, renewals: 0 })
  const starts = async (): Promise<readonly string[]> => {
    const reply = await ownRegistrations(services)(makeRequest('', { now, parameter: () => token }))
    const entries = String(reply.body)
      .replaceAll('\r\n ', '')
      .split('BEGIN:VEVENT')
      .filter((entry) => entry.includes(`/events/${slug}`))
    return entries.map((entry) => `${/SUMMARY:(\S+)/.exec(entry)?.[1]} ${/DTSTART.*:(\d+T\d{4})/.exec(entry)?.[1]}`)
  }
  const digits = (ahead: number): string => day(ahead).replaceAll('-', '')
  expect(await starts()).toEqual([`Building ${digits(60)}T0900`, `Building ${digits(61)}T0900`, `Session ${digits(60)}T1400`])
  await createManaging(site.stores).move(slug, { staff: organiser, now }, { days: 1 })
  expect(await starts()).toEqual([`Building ${digits(61)}T0900`, `Building ${digits(62)}T0900`, `Session ${digits(61)}T1400`])
})
