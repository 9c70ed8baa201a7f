import { network } from '../../../shared/domain/basics/network.ts'
import type { RegistrationState } from '../../../shared/domain/event/registration-window.ts'
import type { Availability } from '../../../shared/domain/seats/availability.ts'
import { type Html, html, raw } from '../../../shared/site/html.ts'
import { paths } from '../../../shared/site/paths.ts'
import type { PublicEvent } from '../../../shared/views/event/event-parts.ts'

/** What search engines are told. */
interface Described {
  readonly event: PublicEvent
  readonly state: RegistrationState
  readonly availability?: Availability
}

const attendanceMode = {
  online: 'https://schema.org/OnlineEventAttendanceMode',
  'in-person': 'https://schema.org/OfflineEventAttendanceMode',
  hybrid: 'https://schema.org/MixedEventAttendanceMode',
} as const

const locations = ({ format, venue }: PublicEvent, url: string) => [
  ...(format === 'online' || venue === undefined ? [] : [{ '@type': 'Place', name: venue.split('\n')[0], address: venue }]),
  ...(format === 'in-person' ? [] : [{ '@type': 'VirtualLocation', url }]),
]

// Inside a script element only `<` can begin markup; in JSON the escape means the same character.
const inScript = (value: object): Html => raw(JSON.stringify(value).replaceAll('<', '\\u003c'))

/** The event as structured data for search engines (schema.org/Event, as JSON-LD). */
export const eventData = (siteUrl: string, { event, state, availability }: Described): Html => {
  const url = siteUrl + paths.event.to({ slug: event.slug })
  const data = {
    '@context': 'https://schema.org',
    '@type': 'Event',
    name: event.title,
    description: event.summary,
    url,
    startDate: event.startsAt,
    endDate: event.endsAt,
    eventStatus: `https://schema.org/${state === 'cancelled' ? 'EventCancelled' : 'EventScheduled'}`,
    eventAttendanceMode: attendanceMode[event.format],
    location: locations(event, url),
    inLanguage: event.language,
    isAccessibleForFree: true,
    organizer: { '@type': 'Organization', name: network.name, url: network.webAddress },
    performer: event.speakers.map(({ name }) => ({ '@type': 'Person', name })),
    ...(event.capacity === undefined ? {} : { maximumAttendeeCapacity: event.capacity }),
    ...(availability === 'none' ? { remainingAttendeeCapacity: 0 } : {}),
  }
  return html`<script type="application/ld+json">${inScript(data)}</script>`
}
