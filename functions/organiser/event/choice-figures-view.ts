import type { Event } from '../../../shared/domain/event/event.ts'
import { type Participation, participations, waysOf } from '../../../shared/domain/event/participation.ts'
import { chosenSessions } from '../../../shared/domain/event/registration-window.ts'
import type { ChoiceFigures } from '../../../shared/domain/feedback/summary.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import { paths } from '../../../shared/site/paths.ts'
import type { Formats } from '../../../shared/texts/formats.ts'
import type { Texts } from '../../../shared/texts/texts.ts'
import { stackedTable } from '../../../shared/views/page/stacked-table.ts'

/** How many chose each session that people choose, with a link to the list of them. */
export const sessionFiguresSection = (
  texts: Texts,
  formats: Formats,
  event: Pick<Event, 'slug' | 'sessions'>,
  figures: ReadonlyMap<string, ChoiceFigures>,
): Html | '' => {
  const { manage } = texts.organiser
  const sessions = chosenSessions(event)
  if (sessions.length === 0 || figures.size === 0) return ''
  const count = (value: number | undefined): string => formats.number(value ?? 0)
  return html`<section class="section"><h2>${manage.sessions.title}</h2>${stackedTable({
    caption: manage.sessions.title,
    captionHidden: true,
    columns: [
      { label: manage.sessions.session },
      { label: manage.confirmed, numeric: true, named: true },
      { label: manage.waitlisted, numeric: true, named: true },
      { label: manage.sessions.places, numeric: true, named: true },
    ],
    rows: sessions.map(({ id, title, start, end, capacity }) => [
      html`<a href="${paths.eventRegistrations.to(event)}?session=${id}">${title}</a><span class="needs">${formats.date(start.slice(0, 10))}, ${start.slice(11)}–${end.slice(11)}</span>`,
      count(figures.get(id)?.confirmed),
      count(figures.get(id)?.waitlisted),
      capacity === undefined ? manage.noLimit : formats.number(capacity),
    ]),
  })}</section>`
}

/** How many take part in a hybrid event in each way, and how many have not said how, with links to the lists of them. */
export const participationFiguresSection = (
  texts: Texts,
  formats: Formats,
  event: Pick<Event, 'slug' | 'format' | 'inPersonPlaces' | 'onlinePlaces'>,
  figures: Readonly<Record<Participation | 'not-said', ChoiceFigures>>,
): Html => {
  const { manage } = texts.organiser
  const { notSaid } = texts.registration.participation
  const limits = new Map<string, string>(
    waysOf(event).flatMap(({ way, places }) => (places === undefined ? [] : [[way, formats.number(places)]])),
  )
  const { confirmed, waitlisted } = figures['not-said']
  const ways = [...participations, ...(confirmed + waitlisted === 0 ? [] : ['not-said' as const])]
  return html`<section class="section"><h2>${manage.participation.title}</h2>${stackedTable({
    caption: manage.participation.title,
    captionHidden: true,
    columns: [
      { label: manage.participation.way },
      { label: manage.confirmed, numeric: true, named: true },
      { label: manage.waitlisted, numeric: true, named: true },
      { label: manage.sessions.places, numeric: true, named: true },
    ],
    rows: ways.map((way) => [
      html`<a href="${paths.eventRegistrations.to(event)}?participation=${way}">${way === 'not-said' ? notSaid : texts.formats[way]}</a>`,
      formats.number(figures[way].confirmed),
      formats.number(figures[way].waitlisted),
      limits.get(way) ?? (way === 'not-said' ? '–' : manage.noLimit),
    ]),
  })}${limits.size > 0 && confirmed > 0 ? html`<p class="hint">${manage.participation.notCounted({ count: confirmed })}</p>` : ''}</section>`
}
