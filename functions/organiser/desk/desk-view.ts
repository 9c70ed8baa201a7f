import type { ListPage } from '../../../shared/domain/basics/list-page.ts'
import type { Instant } from '../../../shared/domain/basics/wall-time.ts'
import type { Event } from '../../../shared/domain/event/event.ts'
import type { Series } from '../../../shared/domain/event/series.ts'
import type { WaitingWork } from '../../../shared/domain/mail/waiting-work.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import { formatsIn } from '../../../shared/texts/formats.ts'
import { type Texts, textsIn } from '../../../shared/texts/texts.ts'
import { byStage, type EventLine, eventTimes, statusBadge } from '../../../shared/views/event/event-line.ts'
import { dateLeaf, kindBadge, whenInShort } from '../../../shared/views/event/event-parts.ts'
import { layout } from '../../../shared/views/page/layout.ts'
import { badge, notice } from '../../../shared/views/page/notice.ts'
import { pager } from '../../../shared/views/page/pager.ts'
import { lettersLabel } from '../replies/open-count.ts'

/** An event of the organiser; a stored event will do. `taken` is the number of places taken, if known, and `waiting` what waits for them. */
export type DeskEvent = EventLine & {
  readonly capacity?: Event['capacity']
  readonly taken?: number
  readonly waiting?: WaitingWork['counts']
}

/** What waits at an event, each with the page where it is dealt with. */
const waitingAt = (texts: Texts, { slug, waiting = [] }: DeskEvent): Html | '' => {
  const pages = { requests: paths.eventRegistrations, replies: paths.eventLetters }
  return waiting.length === 0
    ? ''
    : html`<p class="event-row-state">${waiting.map(({ what, count }) => html`<a href="${pages[what].to({ slug })}">${texts.mail.waiting.counts[what]({ count })}</a> `)}</p>`
}

/** The organiser's own events, or a page of them, and the current time. */
export interface DeskModel {
  readonly events: readonly DeskEvent[]
  /** The organiser's own series. */
  readonly series?: readonly Series[]
  /** The events among which their dates are, if these are more than are shown. */
  readonly seriesEvents?: readonly DeskEvent[]
  readonly pages?: Omit<ListPage<unknown>, 'shown'>
  /** How many open letters belong to no event. */
  readonly letters?: number
  readonly now: Instant
  /** What has just been done, shown once at the top. */
  readonly notice?: keyof Texts['organiser']['desk']['notices']
  /** Heads a list of other events than the reader's own. */
  readonly heading?: Texts['allEvents']
}

const places = (texts: Texts, { capacity, taken, status }: DeskEvent): string | undefined => {
  const { desk } = texts.organiser
  if (status === 'published' && taken !== undefined) {
    return capacity === undefined ? desk.registered({ count: taken }) : desk.placesTaken({ taken, places: capacity })
  }
  return capacity === undefined ? undefined : desk.places({ places: capacity })
}

const row = (context: PageContext, texts: Texts, event: DeskEvent, now: Instant): Html => {
  const { language } = context
  const figures = places(texts, event)
  return html`<li class="event-row panel">${dateLeaf(event, language)}<div>
<p class="event-row-state">${statusBadge(texts, event, now)} ${kindBadge(event.kind, language)}</p>
<h3><a href="${paths.manageEvent.to(event)}">${event.title}</a></h3>
<p class="muted">${whenInShort(event, language)}</p>${waitingAt(texts, event)}</div>
${figures === undefined ? '' : html`<p class="event-row-figures">${figures}</p>`}</li>`
}

/** A series with its next date, and how many of its dates are drafts. */
const seriesRow = (context: PageContext, texts: Texts, series: Series, events: readonly DeskEvent[], now: Instant): Html => {
  const { planSeries: words } = texts
  const own = events.filter(({ slug }) => series.dates.some((date) => date.slug === slug))
  const { upcoming, drafts } = byStage(own, now)
  const [next] = [...upcoming, ...drafts].toSorted((one, other) => one.startsAt.localeCompare(other.startsAt))
  return html`<li class="event-row panel"><div>
<p class="event-row-state"><span class="muted small">${words.count({ count: own.length })}</span> ${drafts.length === 0 ? '' : badge(words.drafts({ count: drafts.length }))}</p>
<h3><a href="${paths.manageSeries.to(series)}">${series.title}</a></h3>
${next === undefined ? '' : html`<p class="muted">${words.next({ when: eventTimes(formatsIn(context.language), next) })}</p>`}</div></li>`
}

/** The organiser's start page: their events by stage, and how to create one. */
export const deskView = (
  context: PageContext,
  { events, series = [], seriesEvents = events, pages = { page: 1, pages: 1 }, letters = 0, now, notice: done, heading }: DeskModel,
): Html => {
  const texts = textsIn(context.language)
  const { desk } = texts.organiser
  const stages = byStage(events, now)
  const section = (heading: string, own: readonly DeskEvent[]): Html | '' =>
    own.length === 0
      ? ''
      : html`<section class="section"><h2>${heading}</h2><ul class="event-rows">${own.map((event) => row(context, texts, event, now))}</ul></section>`
  const administers = context.staff?.roles.includes('administrator') === true
  const forAdministrators = html`<p class="actions"><a href="${paths.allEvents.to({})}">${texts.allEvents.title}</a> <a href="${paths.members.to({})}">${desk.members}</a> <a href="${paths.partnerCalendars.to({})}">${texts.partnerCalendars.title}</a> <a href="${paths.letters.to({})}">${lettersLabel(texts, formatsIn(context.language), letters, 'other')}</a> <a href="${paths.audit.to({})}">${texts.audit.title}</a></p>`
  const top =
    heading === undefined
      ? html`<div class="title-row"><h1>${desk.title}</h1><p class="actions"><a href="${paths.staffCalendar.to({})}">${texts.planning.title}</a> <a href="${paths.templates.to({})}">${texts.templates.title}</a> <a class="button button-quiet" href="${paths.newSeries.to({})}">${texts.planSeries.newTitle}</a> <a class="button" href="${paths.newEvent.to({})}">${desk.newEvent}</a></p></div>${administers ? forAdministrators : ''}`
      : html`<div class="stack"><p class="back"><a href="${paths.organiser.to({})}">${desk.title}</a></p><h1>${heading.title}</h1><p>${heading.lead}</p></div>`
  const empty = heading === undefined ? html`<h2>${desk.emptyTitle}</h2><p>${desk.emptyText}</p>` : html`<p>${heading.empty}</p>`
  return layout(context, {
    title: heading?.title ?? desk.title,
    main: html`<div class="wrap">${done === undefined ? '' : notice('success', { title: desk.notices[done], live: true })}${top}
${events.length === 0 ? html`<div class="empty stack section">${empty}</div>` : ''}
${
  series.length === 0
    ? ''
    : html`<section class="section"><h2>${texts.planSeries.section}</h2><ul class="event-rows">${series.map((each) => seriesRow(context, texts, each, seriesEvents, now))}</ul></section>`
}
${section(desk.upcoming, stages.upcoming)}${section(desk.drafts, stages.drafts)}${section(desk.past, stages.past)}${section(desk.cancelled, stages.cancelled)}${pager(context, pages)}</div>`,
  })
}
