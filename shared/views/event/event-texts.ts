import type { Language } from '../../domain/basics/language.ts'
import type { Event } from '../../domain/event/event.ts'
import type { Session, Speaker } from '../../domain/event/fields.ts'
import { type Html, html } from '../../site/html.ts'
import { formatsIn } from '../../texts/formats.ts'
import { textsIn } from '../../texts/texts.ts'
import { formattedText } from '../page/formatted-text.ts'
import { languageMark } from './event-parts.ts'

export const speakerList = (speakers: readonly Speaker[]): Html =>
  html`<ul class="speakers">${speakers.map(
    ({ name, organisation }) =>
      html`<li><span class="speaker">${name}</span>${organisation === undefined ? '' : html`<span class="muted">${organisation}</span>`}</li>`,
  )}</ul>`

/** The sessions, grouped by day and sorted by wall time. */
export const programme = (event: Pick<Event, 'sessions' | 'language'>, language: Language): Html => {
  const sorted = event.sessions.toSorted((a, b) => (a.start === b.start ? 0 : a.start < b.start ? -1 : 1))
  const days = Map.groupBy(sorted, ({ start }) => start.slice(0, 10))
  return html`${[...days].map(
    ([day, ofDay]) => html`<h3 class="programme-day">${formatsIn(language).date(day)}</h3>
<ol class="programme"${languageMark(event, language)}>${ofDay.map((session) => sessionItem(session, language))}</ol>`,
  )}`
}

const clock = (wallTime: string): string => wallTime.slice(11)

const chairLine = ({ name, organisation }: Speaker, language: Language): Html =>
  html`<p class="room">${textsIn(language).event.chair({ name: organisation === undefined ? name : `${name}, ${organisation}` })}</p>`

const sessionItem = (session: Session, language: Language): Html => {
  const kind = session.kind === 'talk' ? [] : [textsIn(language).sessionKinds[session.kind]]
  const place = [...kind, ...[session.room, session.track].filter((part) => part !== undefined)].join(' · ')
  return html`<li>
<p class="slot"><time datetime="${session.start}">${clock(session.start)}</time>–<time datetime="${session.end}">${clock(session.end)}</time></p>
<div><h4>${session.title}</h4>${place === '' ? '' : html`<p class="room">${place}</p>`}
${session.summary === undefined ? '' : formattedText(session.summary, 5)}${session.chair === undefined ? '' : chairLine(session.chair, language)}${session.speakers.length === 0 ? '' : speakerList(session.speakers)}</div></li>`
}
