import type { Language } from '../../domain/basics/language.ts'
import { network } from '../../domain/basics/network.ts'
import type { Instant } from '../../domain/basics/wall-time.ts'
import type { Event } from '../../domain/event/event.ts'
import type { EventKind } from '../../domain/event/fields.ts'
import { type Html, html } from '../../site/html.ts'
import { formatsIn } from '../../texts/formats.ts'
import { textsIn } from '../../texts/texts.ts'

/** The public fields of an event. A stored `Event` fits; only these fields are shown. */
export type PublicEvent = Pick<
  Event,
  | 'slug'
  | 'kind'
  | 'title'
  | 'summary'
  | 'description'
  | 'format'
  | 'timeZone'
  | 'startsAt'
  | 'endsAt'
  | 'language'
  | 'capacity'
  | 'venue'
  | 'topics'
  | 'partners'
  | 'speakers'
  | 'sessions'
>

/** Marks the language of an event's own words if it is not the page's (WCAG 2.2, 3.1.2). */
export const languageMark = (event: Pick<Event, 'language'>, language: Language): Html | '' =>
  event.language === language ? '' : html` lang="${event.language}"`

type When = Pick<Event, 'startsAt' | 'endsAt' | 'timeZone'>

/** A Topical Group's name by its id; other topics are already words. */
export const topicLabel = (topic: string, language: Language): string =>
  network.topicalGroups.find(({ id }) => id === topic)?.label[language] ?? topic

const time = (at: Instant, shown: string): Html => html`<time datetime="${at}">${shown}</time>`

// Filled in by the browser if its zone differs.
const readerTime = ({ startsAt, endsAt, timeZone }: When, language: Language): Html =>
  html`<span class="reader-time" data-reader-time="${textsIn(language).site.readerTime({ time: '{time}', zone: '{zone}' })}" data-from="${startsAt}" data-until="${endsAt}" data-zone="${timeZone}" data-locale="${formatsIn(language).locale}"></span>`

/** Date, times and the zone's name, on two or three lines; with scripts, also the reader's local time. */
export const whenInFull = (event: When, language: Language): Html => {
  const { startsAt, endsAt, timeZone } = event
  const formats = formatsIn(language)
  const [firstDay, lastDay] = [formats.day(startsAt, timeZone), formats.day(endsAt, timeZone)]
  const start = time(startsAt, formats.time(startsAt, timeZone))
  const end = time(endsAt, formats.time(endsAt, timeZone))
  const times =
    firstDay === lastDay
      ? html`<strong>${firstDay}</strong><br>${start}–${end}`
      : html`<strong>${firstDay}</strong>, ${start}<br>${textsIn(language).event.until} <strong>${lastDay}</strong>, ${end}`
  return html`${times}<span class="zone">${formats.zone(startsAt, timeZone)}</span>${readerTime(event, language)}`
}

/** `Tuesday 26 April 2022 · 10:00–11:30 (Europe/Brussels)`, or the days of a longer event. */
export const whenInShort = ({ startsAt, endsAt, timeZone }: When, language: Language): Html => {
  const formats = formatsIn(language)
  const day = formats.day(startsAt, timeZone)
  return day === formats.day(endsAt, timeZone)
    ? html`${day} · <span class="hours">${time(startsAt, formats.time(startsAt, timeZone))}–${time(endsAt, formats.time(endsAt, timeZone))}</span> (${timeZone})`
    : html`${time(startsAt, formats.days(startsAt, endsAt, timeZone))}`
}

/** A calendar leaf: month, day, year. The full date is elsewhere, so screen readers skip it. */
export const dateLeaf = ({ startsAt, timeZone }: When, language: Language): Html => {
  const { day, month, year } = formatsIn(language).leaf(startsAt, timeZone)
  return html`<div class="leaf" aria-hidden="true"><span class="leaf-month">${month}</span><span class="leaf-day">${day}</span><span class="leaf-year">${year}</span></div>`
}

export const kindBadge = (kind: EventKind, language: Language): Html =>
  html`<span class="kind kind-${kind}">${textsIn(language).kinds[kind]}</span>`

export const topicTags = (topics: readonly string[], language: Language): Html | '' =>
  topics.length === 0 ? '' : html`<ul class="tags">${topics.map((topic) => html`<li>${topicLabel(topic, language)}</li>`)}</ul>`
