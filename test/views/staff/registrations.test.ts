import { describe, expect, test } from '@jest/globals'
import {
  type ListedRegistration,
  type RegistrationsModel,
  registrationsView,
} from '../../../functions/organiser/registrations/registrations-view.ts'
import { linksIn, mainOf, postedForm, staffPage, textOf, textsIn } from './page.ts'

const person: ListedRegistration = {
  id: 'q7Xv0aJmT2-hWc_8yKd5Rg',
  name: 'Maria Example',
  email: 'maria@authority.example',
  organisation: 'Ministry of the Interior',
  country: 'SK',
  role: 'legal-adviser',
  status: 'waitlisted',
  registeredAt: '2022-04-01T08:30:00.000Z',
  answers: {},
  sessions: [],
  sequence: 0,
}

const event: RegistrationsModel['event'] = {
  slug: 'demand',
  title: 'Building Market Demand',
  status: 'published',
  format: 'online',
  attendeeTypes: [],
  questions: [],
  sessions: [],
}

const list = (model: Partial<RegistrationsModel>, language: 'en' | 'fr' = 'en') =>
  mainOf(registrationsView(staffPage({ language }), { event, registrations: [person], ...model }))

describe('the list of registrations', () => {
  test('shows what the organiser needs about each person, times in the network’s zone', async () => {
    const main = await list({ registrations: [{ ...person, accessibilityNeeds: 'Captions' }] })
    expect(textsIn(main, 'caption')).toStrictEqual(['Times are in Europe/Brussels'])
    expect([...textsIn(main, 'th').slice(-1), ...textsIn(main, 'td')]).toStrictEqual([
      'Maria Example Needs: Captions',
      'maria@authority.example',
      'Ministry of the Interior',
      'Slovakia',
      'Legal adviser',
      'On the waiting list',
      '1 April 2022 at 10:30',
    ])
  })

  test('shows the sessions that each person chose, in programme order', async () => {
    const at = {
      kind: 'talk' as const,
      start: '2022-05-17T10:00',
      end: '2022-05-17T10:40',
      startsAt: '',
      endsAt: '',
      speakers: [],
      choose: true,
    }
    const sessions: RegistrationsModel['event']['sessions'] = [
      { id: 'lab', title: 'Lab & <b>', ...at },
      { id: 'walk', title: 'Walk', ...at },
    ]
    const main = await list({ event: { ...event, sessions }, registrations: [{ ...person, sessions: ['walk', 'lab', 'gone'] }] })
    expect(textsIn(main, 'th').slice(-1)).toStrictEqual(['Maria Example Sessions: Lab & <b> · Walk'])
  })

  test('shows countries and dates in the reader’s language', async () => {
    const cells = textsIn(await list({}, 'fr'), 'td')
    expect([cells[2], cells[5]]).toStrictEqual(['Slovaquie', '1er avril 2022 à 10:30'])
  })

  test('shows why mails do not reach a person, what to do, and when that was done', async () => {
    const at = '2022-05-12T08:00:02.669Z'
    const main = await list({
      registrations: [
        { ...person, unreachable: { reason: 'no-address', at } },
        { ...person, id: 'second', unreachable: { reason: 'complaint', at } },
        { ...person, id: 'third', liftedAt: at },
      ],
    })
    expect(textsIn(main, 'td').filter((text) => text.includes('@'))).toStrictEqual([
      'maria@authority.example Cannot be reached The address does not exist (12 May 2022) Allow e-mails again',
      'maria@authority.example Cannot be reached The person marked an e-mail as spam (12 May 2022) Only allow e-mails again if the person asks for it. Allow e-mails again',
      'maria@authority.example E-mails allowed again since 12 May 2022',
    ])
    expect([...main.matchAll(/action="([^"]*reachable)"/g)].map(([, action]) => action)).toStrictEqual([
      '/organiser/events/demand/registrations/q7Xv0aJmT2-hWc_8yKd5Rg/reachable',
      '/organiser/events/demand/registrations/second/reachable',
    ])
  })

  test('links to the next page and back to the first, if they exist', async () => {
    expect(linksIn(await list({ next: '/organiser/events/demand/registrations?from=a%26b&limit=50' }))).toMatchObject({
      'Next page': '/organiser/events/demand/registrations?from=a%26b&limit=50',
    })
    const last = linksIn(await list({ first: '/organiser/events/demand/registrations' }))
    expect(last).toMatchObject({ 'First page': '/organiser/events/demand/registrations' })
    expect(last).not.toHaveProperty('Next page')
    expect(await list({})).not.toContain('<nav')
  })

  test('does not mistake an empty last page for an event without registrations', async () => {
    const main = await list({ registrations: [], first: '/organiser/events/demand/registrations' })
    expect(main).not.toContain('class="empty')
  })

  test('says what to do without registrations: share the page, or publish first', async () => {
    expect(textOf(await list({ registrations: [] }))).toContain('https://events.example/events/demand')
    const main = await list({ registrations: [], event: { ...event, status: 'draft' } })
    expect(textOf(main)).toContain('People can register once the event is published.')
    expect(linksIn(main)).toStrictEqual({ 'Building Market Demand': '/organiser/events/demand' })
  })

  test('shows what people wrote as text, never as markup', async () => {
    const hostile = {
      ...person,
      name: '<script>a</script>',
      organisation: '"><img src=x>',
      email: `o'neil&co@authority.example`,
      accessibilityNeeds: '<b>c</b>',
    }
    const main = await list({ registrations: [hostile] })
    expect(main.match(/<(?:script|img|b>)/g)).toBeNull()
    expect(linksIn(main)).toMatchObject({ "o'neil&co@authority.example": "mailto:o'neil&co@authority.example" })
  })

  test('lets people with a place be marked once the event has begun, and shows the marks', async () => {
    const registrations = [
      { ...person, status: 'confirmed', attendance: { mark: 'absent', markedAt: '2022-05-17T08:00:00.000Z' } },
      {
        ...person,
        id: 'second',
        name: 'Bo',
        status: 'confirmed',
        attendance: { mark: 'attended', minutes: 1, markedAt: '2022-05-17T08:00:00.000Z' },
      },
      { ...person, id: 'third', name: 'Waiting' },
    ] as const
    expect(await list({ registrations })).not.toContain('radio')
    const main = await list({ registrations, takesAttendance: true, from: 'cursor' })
    expect([...postedForm(main)]).toStrictEqual([
      ['mark.q7Xv0aJmT2-hWc_8yKd5Rg.absent', 'absent'],
      ['mark.second.attended', 'attended'],
      ['csrf', 'csrf-of-this-session'],
      ['from', 'cursor'],
    ])
    expect(textsIn(main, 'td').filter((text) => text.includes('Not recorded'))).toStrictEqual([
      'Confirmed Attended Absent Not recorded',
      'Confirmed Attended Absent Not recorded 1 minute',
    ])
    expect([...main.matchAll(/aria-label="(Attendance[^"]*)"/g)].map(([, label]) => label)).toStrictEqual([
      'Attendance: Maria Example',
      'Attendance: Bo',
    ])
  })

  test.each(['all', 'some'] as const)('says that %s of the marks were saved', async (marked) => {
    const main = await list({ marked })
    expect(textOf(main)).toContain(marked === 'all' ? 'Attendance has been saved.' : 'except for people who no longer have a place')
    expect(await list({})).not.toContain('role="status"')
  })

  test('a page of fifty with choices weighs at most 66 kB', async () => {
    const registrations = Array.from(
      { length: 50 },
      (_, index) => ({ ...person, status: 'confirmed', email: `person${index}@authority.example` }) as const,
    )
    const page = String(await registrationsView(staffPage(), { event, registrations, takesAttendance: true }))
    expect(Buffer.byteLength(page)).toBeLessThanOrEqual(66_000)
  })

  test.each(['en', 'fr'] as const)('a page of fifty weighs at most 33 kB (%s)', async (language) => {
    const registrations = Array.from({ length: 50 }, (_, index) => ({
      ...person,
      email: `person${index}.of-a-long-name@authority-of-procurement.example`,
    }))
    const page = String(await registrationsView(staffPage({ language }), { event, registrations, next: '/next', first: '/first' }))
    expect(Buffer.byteLength(page)).toBeLessThanOrEqual(33_000)
  })
})
