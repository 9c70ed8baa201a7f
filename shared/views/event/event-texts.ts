import type { Language } from '../../domain/basics/language.ts'
import type { Event } from '../../domain/event/event.ts'
import type { Session, Speaker } from '../../domain/event/fields.ts'
import { type Html, html } from '../../site/html.ts'
import { formatsIn } from '../../texts/formats.ts'
import { linkedText } from '../page/linked-text.ts'
import { languageMark } from './event-parts.ts'

export const speakerList = (speakers: readonly Speaker[]): Html =>
  html`<ul class="speakers">${speakers.map(
    ({ name, organisation }) =>
      html`<li><span class="speaker">${name}</span>${organisation === undefined ? '' : html`<span class="muted">${organisation}</span>`}</li>`,
  )}</ul>`

/** The paragraphs of a text, separated by blank lines; single line ends stay. */
export const paragraphs = (text: string): Html[] =>
  text.split(/\n\s*\n/).map((paragraph) => html`<p class="lines">${linkedText(paragraph.trim())}</p>`)

/** The sessions, grouped by day and sorted by wall time. */
export const programme = (event: Pick<Event, 'sessions' | 'language'>, language: Language): Html => {
  const sorted = event.sessions.toSorted((a, b) => (a.start === b.start ? 0 : a.start < b.start ? -1 : 1))
  const days = Map.groupBy(sorted, ({ start }) => start.slice(0, 10))
  return html`${[...days].map(
    ([day, ofDay]) => html`<h3 class="programme-day">${formatsIn(language).date(day)}</h3>
<ol class="programme"${languageMark(event, language)}>${ofDay.map(sessionItem)}</ol>`,
  )}`
}

const clock = (wallTime: string): string => wallTime.slice(11)

const sessionItem = (session: Session): Html => html`<li>
<p class="slot"><time datetime="${session.start}">${clock(session.start)}</time>–<time datetime="${session.end}">${clock(session.end)}</time></p>
<div><h4>${session.title}</h4>${session.room === undefined ? '' : html`<p class="room">${session.room}</p>`}
${session.summary === undefined ? '' : paragraphs(session.summary)}${session.speakers.length === 0 ? '' : speakerList(session.speakers)}</div></li>`
