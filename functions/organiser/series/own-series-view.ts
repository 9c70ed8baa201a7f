import type { Instant } from '../../../shared/domain/basics/wall-time.ts'
import type { Event } from '../../../shared/domain/event/event.ts'
import type { Series } from '../../../shared/domain/event/series.ts'
import { stillToCome } from '../../../shared/domain/event/series.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import { type Texts, textsIn } from '../../../shared/texts/texts.ts'
import { statusBadge } from '../../../shared/views/event/event-line.ts'
import { whenInShort } from '../../../shared/views/event/event-parts.ts'
import { layout } from '../../../shared/views/page/layout.ts'
import { notice } from '../../../shared/views/page/notice.ts'
import { stackedTable } from '../../../shared/views/page/stacked-table.ts'
import { eventFormWords } from '../event-form/form-words.ts'
import { type SeriesPublishing, seriesPublishing } from './publication-view.ts'
import type { SeriesNotice } from './series-path.ts'

/** A date with how many have a place and how many wait for one. */
interface SeriesDate {
  readonly event: Event
  readonly taken: number
  readonly waiting: number
}

export interface OwnSeriesModel extends Pick<SeriesPublishing, 'planning'> {
  readonly series: Series
  /** By start. */
  readonly dates: readonly SeriesDate[]
  readonly isPublic: boolean
  readonly now: Instant
  readonly notice?: SeriesNotice
}

const figures = (texts: Texts, { event: { status, capacity }, taken, waiting }: SeriesDate): Html | string => {
  const { desk, manage } = texts.organiser
  if (status === 'draft') return capacity === undefined ? '' : desk.places({ places: capacity })
  const places = capacity === undefined ? desk.registered({ count: taken }) : desk.placesTaken({ taken, places: capacity })
  return waiting === 0 ? places : html`${places}<br>${texts.site.labelled({ label: manage.waitlisted, value: String(waiting) })}`
}

const alone = (texts: Texts, { changedAlone = [] }: Event): string =>
  [...new Set(changedAlone.map((field) => eventFormWords(texts, field).label))].join(', ')

const row = (context: PageContext, texts: Texts, series: Series, date: SeriesDate, now: Instant): readonly (Html | string)[] => {
  const { event } = date
  return [
    html`<a href="${paths.manageEvent.to(event)}">${whenInShort(event, context.language)}</a>${event.title === series.title ? '' : html`<br>${event.title}`}`,
    statusBadge(texts, event, now),
    figures(texts, date),
    alone(texts, event),
  ]
}

const links = (texts: Texts, { series, dates, isPublic, now }: OwnSeriesModel): Html => {
  const { planSeries: words } = texts
  const coming = stillToCome(
    dates.map(({ event }) => event),
    now,
  )
  const all = [
    ...(isPublic ? [{ href: paths.series.to(series), label: words.publicPage }] : []),
    ...(coming.length === 0 ? [] : [{ href: paths.editSeries.to(series), label: words.edit }]),
    { href: paths.addSeriesDate.to(series), label: words.add },
  ]
  return html`<ul class="staff-links">${all.map(({ href, label }) => html`<li><a class="button button-quiet" href="${href}">${label}</a></li>`)}</ul>`
}

/** A series for its organiser. */
export const ownSeriesView = (context: PageContext, model: OwnSeriesModel): Html => {
  const texts = textsIn(context.language)
  const { planSeries: words } = texts
  const { series, dates, now, notice: done } = model
  const coming = stillToCome(
    dates.map(({ event }) => event),
    now,
  )
  const drafts = coming.filter(({ status }) => status === 'draft')
  const { columns } = words
  return layout(context, {
    title: series.title,
    main: html`<div class="wrap"><div class="stack"><p class="back"><a href="${paths.organiser.to({})}">${words.back}</a></p>
${done === undefined ? '' : notice('success', { title: words.notices[done], live: true })}
<p class="muted">${words.section} · ${words.count({ count: dates.length })}</p>
<h1>${series.title}</h1>
<p class="lead">${series.summary}</p>
${seriesPublishing(context, texts, { ...model, drafts })}${links(texts, model)}</div>
<section class="section stack"><h2>${words.dates}</h2>
<p class="hint">${words.aloneHint}</p>
${stackedTable({
  caption: words.dates,
  captionHidden: true,
  columns: [
    { label: columns.date },
    { label: columns.state },
    { label: columns.registrations, named: true },
    { label: columns.alone, named: true },
  ],
  rows: dates.map((date) => row(context, texts, series, date, now)),
})}</section>
${coming.length === 0 ? '' : html`<p class="staff-end"><a class="danger-link" href="${paths.cancelSeries.to(series)}">${words.cancel}</a></p>`}</div>`,
  })
}
