import { describe, expect, test } from '@jest/globals'
import { eventView } from '../../functions/attendee/programme/event-view.ts'
import { makeContext } from '../make/page-context.ts'
import { makeStoredEvent } from '../make/stored-event.ts'
import { hostile, hostileEvent } from './hostile.ts'
import { textOf } from './markup.ts'
import { linksIn } from './staff/page.ts'

const dataIn = (page: string): unknown => JSON.parse(page.match(/<script type="application\/ld\+json">(.*?)<\/script>/s)?.[1] ?? '')

describe('the page of an event', () => {
  test('tells search engines what it is, even with markup in its title', async () => {
    const event = { ...hostileEvent, venue: 'Town hall\nMain street 1', speakers: [], choose: false }
    const page = await textOf(eventView(makeContext(), { event, state: 'cancelled', availability: 'fewer-than-10' }))
    expect(dataIn(page)).toEqual({
      '@context': 'https://schema.org',
      '@type': 'Event',
      name: hostile,
      description: hostile,
      url: 'https://events.example/events/building-market-demand',
      startDate: '2022-05-17T08:00:00.000Z',
      endDate: '2022-05-17T10:00:00.000Z',
      eventStatus: 'https://schema.org/EventCancelled',
      eventAttendanceMode: 'https://schema.org/MixedEventAttendanceMode',
      location: [
        { '@type': 'Place', name: 'Town hall', address: 'Town hall\nMain street 1' },
        { '@type': 'VirtualLocation', url: 'https://events.example/events/building-market-demand' },
      ],
      inLanguage: 'en',
      isAccessibleForFree: true,
      organizer: { '@type': 'Organization', name: 'iProcureNet', url: 'https://www.iprocurenet.example' },
      performer: [],
    })
  })

  test('offers its files with kind and size, as text whatever their titles, and nothing without any', async () => {
    const file = { id: 'kqx3ZbT0wL5rVn8yHd2mQe', title: hostile, name: 'agenda.pdf', size: 2_400_000, type: 'pdf' } as const
    const page = await textOf(eventView(makeContext(), { event: { ...makeStoredEvent(), attachments: [file] }, state: 'finished' }))
    expect(linksIn(page)).toMatchObject({
      [`${hostile} (PDF, 2.4 MB)`]: '/events/building-market-demand/files/kqx3ZbT0wL5rVn8yHd2mQe',
    })
    expect((await textOf(eventView(makeContext(), { event: makeStoredEvent(), state: 'open' }))).includes('id="files"')).toBe(false)
  })

  test('never shows the join link, which only registered people may know', async () => {
    const event = makeStoredEvent({ joinUrl: 'https://meet.example/secret-room' })
    expect((await textOf(eventView(makeContext(), { event, state: 'open' }))).includes('secret-room')).toBe(false)
  })

  test.each([
    ['open', 'up-to-20', 'Register'],
    ['open', 'none', 'Join the waiting list'],
    ['open', undefined, 'Register'],
    ['finished', 'up-to-20', undefined],
    ['cancelled', 'up-to-20', undefined],
    ['not-open-yet', 'up-to-20', undefined],
  ] as const)('%s with %s places left offers: %s', async (state, availability, offered) => {
    const model = { event: makeStoredEvent(), state, ...(availability === undefined ? {} : { availability }) }
    const page = await textOf(eventView(makeContext(), model))
    expect(page.match(/<a class="button button-wide" href="[^"]*">(.*?)<\/a>/)?.[1]).toBe(offered)
  })

  test.each([
    ['open', 'up-to-20', 'You can still register.', 'Register'],
    [
      'open',
      'none',
      'You can still join the waiting list, but a place may not become free before the event ends.',
      'Join the waiting list',
    ],
    ['closed', 'none', 'Registration is closed.', undefined],
  ] as const)('in progress, %s with %s places left, says so and that %s', async (state, availability, said, offered) => {
    const page = await textOf(eventView(makeContext(), { event: makeStoredEvent(), state, availability, inProgress: true }))
    expect(page).toContain('Now: in progress until 12:00 (Europe/Brussels)')
    expect(page).toContain(said)
    expect(page).not.toContain('we will e-mail the first person on the list')
    expect(page.match(/<a class="button button-wide" href="[^"]*">(.*?)<\/a>/)?.[1]).toBe(offered)
  })

  test('in progress says the day if it ends on another one, and nothing of a waiting list that it does not have', async () => {
    const event = makeStoredEvent({ end: '2022-05-18T12:00', waitingList: 'none' })
    const page = await textOf(eventView(makeContext(), { event, state: 'open', availability: 'none', inProgress: true }))
    expect(page).toContain('Now: in progress until 18 May 2022 at 12:00 (Europe/Brussels)')
    expect(page).not.toMatch(/waiting list/i)
  })

  test('names the zone of its times, and leaves local time to the reader’s browser', async () => {
    const page = await textOf(eventView(makeContext(), { event: makeStoredEvent(), state: 'open' }))
    expect(page.match(/<span class="zone">(.*?)<\/span>/)?.[1]).toBe('Central European Summer Time, Europe/Brussels')
    expect(page.match(/data-from="(.*?)" data-until="(.*?)" data-zone="(.*?)"/)?.slice(1)).toEqual([
      '2022-05-17T08:00:00.000Z',
      '2022-05-17T10:00:00.000Z',
      'Europe/Brussels',
    ])
  })

  test('groups its sessions by day, in chronological order', async () => {
    const session = (title: string, day: string, start: string, end: string) => ({
      title,
      start: `${day}T${start}`,
      end: `${day}T${end}`,
      kind: 'talk' as const,
      speakers: [],
      choose: false,
    })
    const event = makeStoredEvent({
      start: '2022-06-15T09:00',
      end: '2022-06-16T17:00',
      sessions: [
        session('Closing', '2022-06-16', '16:00', '17:00'),
        session('Toolbox', '2022-06-15', '10:00', '11:00'),
        session('Opening', '2022-06-15', '09:00', '10:00'),
      ],
    })
    const page = await textOf(eventView(makeContext(), { event, state: 'open' }))
    expect([...page.matchAll(/<h3 class="programme-day">(.*?)<\/h3>|<h4>(.*?)<\/h4>/g)].map(([, day, title]) => day ?? title)).toEqual([
      'Wednesday, 15 June 2022',
      'Opening',
      'Toolbox',
      'Thursday, 16 June 2022',
      'Closing',
    ])
  })

  test('marks the language of its own words if the page is in another', async () => {
    const model = { event: makeStoredEvent(), state: 'open' } as const
    expect((await textOf(eventView(makeContext('fr'), model))).includes('<h1 lang="en">')).toBe(true)
    expect((await textOf(eventView(makeContext('en'), model))).includes('<h1>')).toBe(true)
  })
})
