import { describe, expect, test } from '@jest/globals'
import { calendarLinks, subscriptionLinks, webcal } from '../../../shared/views/event/calendar-links.ts'

const links = calendarLinks({
  title: 'Marchés & été: 50 % + "plus"; #1',
  startsAt: '2022-05-17T08:00:00.000Z',
  endsAt: '2022-05-17T10:00:00.000Z',
  place: 'Rue 1, Λευκωσία',
  details: 'One\n\nhttps://events.example/events/x?y=1&z',
})

const parametersOf = (link: string) => Object.fromEntries(new URL(link).searchParams)

describe('a link to a calendar on the web', () => {
  test('gives Google the event in UTC, with all details', () => {
    expect(parametersOf(links.google)).toEqual({
      action: 'TEMPLATE',
      text: 'Marchés & été: 50 % + "plus"; #1',
      dates: '20220517T080000Z/20220517T100000Z',
      location: 'Rue 1, Λευκωσία',
      details: 'One\n\nhttps://events.example/events/x?y=1&z',
    })
  })

  test.each(['outlook', 'office'] as const)('gives Outlook the event in UTC, with all details (%s)', (service) => {
    expect(parametersOf(links[service])).toEqual({
      rru: 'addevent',
      subject: 'Marchés & été: 50 % + "plus"; #1',
      startdt: '2022-05-17T08:00:00Z',
      enddt: '2022-05-17T10:00:00Z',
      location: 'Rue 1, Λευκωσία',
      body: 'One\n\nhttps://events.example/events/x?y=1&z',
    })
  })

  test('does not encode a space as a plus, which Outlook would show', () => {
    expect(Object.values(links).map((link) => link.includes('+'))).toEqual([false, false, false])
  })

  test('subscribes to exactly this address', () => {
    const address = 'https://events.example/calendar/topics/market-engagement/events.ics?language=fr'
    const subscribe = subscriptionLinks(address, 'iProcureNet: é & è')
    expect([webcal(address), parametersOf(subscribe.google), parametersOf(subscribe.outlook), parametersOf(subscribe.office)]).toEqual([
      address.replace('https', 'webcal'),
      { cid: address.replace('https', 'webcal') },
      { url: address, name: 'iProcureNet: é & è' },
      { url: address, name: 'iProcureNet: é & è' },
    ])
  })
})
