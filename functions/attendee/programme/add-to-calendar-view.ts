import type { Language } from '../../../shared/domain/basics/language.ts'
import type { Event } from '../../../shared/domain/event/event.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import { textsIn } from '../../../shared/texts/texts.ts'
import { calendarLinks } from '../../../shared/views/event/calendar-links.ts'
import { laterLink, type Preview } from './ways.ts'

type Noted = Pick<Event, 'slug' | 'title' | 'summary' | 'format' | 'venue' | 'startsAt' | 'endsAt'>

const place = ({ format, venue }: Noted, language: Language): string => {
  const { formats } = textsIn(language)
  return format === 'online' || venue === undefined ? formats[format] : venue.replaceAll(/\s*\n\s*/g, ', ')
}

interface Adding {
  /** URL of the file. */
  readonly file: string
  readonly hint: string
  /** Further lines of the entry, after the summary. */
  readonly more: readonly string[]
  readonly preview?: Preview
}

/** Ways to add the event to a calendar: a file, and links to web calendars. */
export const addToCalendar = ({ language, siteUrl }: PageContext, event: Noted, { file, hint, more, preview }: Adding): Html => {
  const texts = textsIn(language).addTo
  const page = siteUrl + paths.event.to({ slug: event.slug })
  const links = calendarLinks({ ...event, place: place(event, language), details: [event.summary, ...more, page].join('\n\n') })
  return html`<details class="add-to"><summary>${texts.title}</summary>
<ul class="plain-list"><li>${laterLink(preview, file, texts.file)}</li>${(['google', 'outlook', 'office'] as const).map(
    (service) =>
      html`<li>${preview === undefined ? html`<a href="${links[service]}" rel="noreferrer">${texts[service]}</a>` : laterLink(preview, '', texts[service])}</li>`,
  )}</ul>
<p class="muted small">${hint}</p>
<p class="small"><a href="${paths.calendar.to({})}">${texts.feeds}</a></p></details>`
}
