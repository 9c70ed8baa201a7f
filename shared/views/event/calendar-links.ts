import type { Event } from '../../domain/event/event.ts'

type Noted = Pick<Event, 'title' | 'startsAt' | 'endsAt'> & { readonly details: string; readonly place: string }

// %20 for a space, because Outlook shows a plus as a plus.
const query = (parameters: Readonly<Record<string, string>>): string =>
  Object.entries(parameters)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&')

/** `20220517T080000Z` */
const basic = (instant: string): string => instant.replace(/\.\d+Z$/, 'Z').replaceAll(/[-:]/g, '')

/** `2022-05-17T08:00:00Z`: without the Z, Outlook reads it in the viewer's zone. */
const extended = (instant: string): string => instant.replace(/\.\d+Z$/, 'Z')

const outlook = (host: string, { title, startsAt, endsAt, details, place }: Noted): string =>
  // `deeplink/compose` on these hosts was broken for months in 2023; this path kept working.
  `https://${host}/calendar/action/compose?${query({
    rru: 'addevent',
    subject: title,
    startdt: extended(startsAt),
    enddt: extended(endsAt),
    location: place,
    body: details,
  })}`

/** Links to web calendars that open a new entry for an event. Outlook has one for private and one for work accounts. */
export const calendarLinks = (event: Noted) => ({
  google: `https://calendar.google.com/calendar/render?${query({
    action: 'TEMPLATE',
    text: event.title,
    dates: `${basic(event.startsAt)}/${basic(event.endsAt)}`,
    location: event.place,
    details: event.details,
  })}`,
  outlook: outlook('outlook.live.com', event),
  office: outlook('outlook.office.com', event),
})

/** The address that a calendar program subscribes to. */
export const webcal = (address: string): string => address.replace(/^https?:/, 'webcal:')

/** Links that subscribe to a calendar in web calendars. */
export const subscriptionLinks = (address: string, name: string) => ({
  google: `https://calendar.google.com/calendar/r?${query({ cid: webcal(address) })}`,
  outlook: `https://outlook.live.com/calendar/0/addfromweb?${query({ url: address, name })}`,
  office: `https://outlook.office.com/calendar/0/addfromweb?${query({ url: address, name })}`,
})
