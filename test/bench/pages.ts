import { homeView, type ListedEvent } from '../../functions/attendee/programme/home-view.ts'
import {
  type ListedRegistration,
  type RegistrationsModel,
  registrationsView,
} from '../../functions/organiser/registrations/registrations-view.ts'
import { network } from '../../shared/domain/basics/network.ts'
import type { PageContext } from '../../shared/site/page-context.ts'
import { formatsIn } from '../../shared/texts/formats.ts'
import { loadTexts } from '../../shared/texts/texts.ts'

// Pages of fifty rows, rendered by their views and by bare template literals that give the same markup.
// This file is bundled like the functions, since views import style sheets.

const rowCount = 50

const context: PageContext = { language: 'en', here: '/', siteUrl: 'http://localhost' }
const formats = formatsIn('en')
const texts = await loadTexts('en')

const rowsOf = <Row>(make: (index: number) => Row): readonly Row[] => Array.from({ length: rowCount }, (_, index) => make(index))

const pick = <Item>(items: readonly [Item, ...Item[]], index: number): Item => items[index % items.length] ?? items[0]

const instant = (index: number, hour: number): string => new Date(Date.UTC(2022, 3, 1 + index, hour)).toISOString()

const registrations = rowsOf(
  (index): ListedRegistration => ({
    id: `person-${index}`,
    name: `Zoë O’Brien <${index}>`,
    email: `person${index}@authority.example`,
    organisation: 'Ministry of the Interior & Security',
    country: pick(['FR', 'SK', 'BG', 'EE', 'PT'], index),
    role: pick(['procurer', 'legal-adviser', 'researcher'], index),
    status: pick(['confirmed', 'confirmed', 'waitlisted', 'cancelled'], index),
    registeredAt: instant(0, index % 24),
    answers: {},
    sessions: [],
    sequence: 0,
    ...(index % 10 === 0 ? { accessibilityNeeds: 'Captions' } : {}),
  }),
)

const events = rowsOf(
  (index): ListedEvent => ({
    slug: `building-market-demand-${index}`,
    kind: pick(['webinar', 'workshop', 'training', 'conference'], index),
    title: `Building Market Demand & more, part ${index}`,
    summary: 'How public buyers of security solutions bundle their needs, and what suppliers make of it.',
    format: pick(['online', 'in-person', 'hybrid'], index),
    timeZone: 'Europe/Brussels',
    startsAt: instant(index, 8),
    endsAt: instant(index, 10),
    language: 'en',
    topics: ['market-engagement', 'innovation-procurement'],
    status: 'published',
    audience: 'public',
    waitingList: 'offer',
    availability: 'more-than-20',
  }),
)

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const tones = { pending: 'info', waitlisted: 'warning', offered: 'info', confirmed: 'success', cancelled: 'neutral' } as const
const special = /[&<>"']/
const escaped = (text: string): string =>
  special.test(text) ? text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? '') : text

const event: RegistrationsModel['event'] = {
  slug: 'building-market-demand',
  title: 'Building Market Demand',
  status: 'published',
  format: 'online',
  attendeeTypes: [],
  questions: [],
  sessions: [],
}

const registrationRow = (row: ListedRegistration): string =>
  `<tr role="row"><th role="rowheader"><a href="/organiser/events/${event.slug}/registrations/${encodeURIComponent(row.id)}">${escaped(row.name)}</a>${
    row.accessibilityNeeds === undefined
      ? ''
      : `<span class="needs">${escaped(texts.organiser.registrations.needs({ text: row.accessibilityNeeds }))}</span>`
  }<td role="cell"><a href="mailto:${escaped(row.email)}">${escaped(row.email).replace(/(?<=@)|(?=\.)/g, '<wbr>')}</a><td role="cell">${escaped(row.organisation)}<td role="cell">${escaped(formats.country(row.country))}<td role="cell">${escaped(texts.roles[row.role])}<td role="cell"><span class="badge badge-${tones[row.status]}">${escaped(texts.registrationStatuses[row.status])}</span><td role="cell" data-label="${escaped(texts.organiser.registrations.registeredAt)}"><time datetime="${escaped(row.registeredAt)}">${escaped(formats.moment(row.registeredAt, network.timeZone))}</time></tr>`

const eventCard = (event: ListedEvent): string => {
  const { day, month, year } = formats.leaf(event.startsAt, event.timeZone)
  const places = texts.available[event.availability ?? 'none']
  return `<li class="card"><div class="leaf" aria-hidden="true"><span class="leaf-month">${escaped(month)}</span><span class="leaf-day">${escaped(day)}</span><span class="leaf-year">${escaped(year)}</span></div>
<div class="card-body"><p class="card-kind"><span class="kind kind-${event.kind}">${escaped(texts.kinds[event.kind])}</span><span class="badge badge-success">${escaped(places)}</span></p>
<h3><a href="/events/${escaped(event.slug)}">${escaped(event.title)}</a></h3>
<p class="card-when">${escaped(formats.day(event.startsAt, event.timeZone))} · <span class="hours"><time datetime="${event.startsAt}">${escaped(formats.time(event.startsAt, event.timeZone))}</time>–<time datetime="${event.endsAt}">${escaped(formats.time(event.endsAt, event.timeZone))}</time></span> (${escaped(event.timeZone)}) · ${escaped(texts.formats[event.format])}</p>
<p>${escaped(event.summary)}</p><ul class="tags">${event.topics
    .map((topic) => `<li>${escaped(network.topicalGroups.find(({ id }) => id === topic)?.label.en ?? topic)}</li>`)
    .join('')}</ul></div></li>`
}

/** A page by its view and by literals. The literals only make the rows inside a prepared frame, so that they look good. */
export interface MeasuredPage {
  readonly name: string
  readonly view: () => string
  readonly literals: () => string
  /** False if the view has changed without its literals: their sizes are then still similar. */
  readonly sameMarkup: boolean
}

const measured = <Row>(name: string, view: () => string, rows: readonly Row[], row: (row: Row) => string): MeasuredPage => {
  const [before = '', after] = view().split(rows.map(row).join(''))
  const frame = after === undefined ? { before: '', after: '' } : { before, after }
  return { name, view, literals: () => frame.before + rows.map(row).join('') + frame.after, sameMarkup: after !== undefined }
}

export const pages: readonly MeasuredPage[] = [
  measured(
    'registrations of an event',
    () => registrationsView(context, { event, registrations }).toString(),
    registrations,
    registrationRow,
  ),
  measured('home page', () => homeView(context, { upcoming: events, past: [], filter: {} }).toString(), events, eventCard),
]
