import * as z from 'zod'
import { type ListPage, markupBytes } from '../../../shared/domain/basics/list-page.ts'
import { network } from '../../../shared/domain/basics/network.ts'
import { daySchema, type Instant } from '../../../shared/domain/basics/wall-time.ts'
import { type CalendarSpan, type CalendarView, calendarSpans, daysBetween, mondayOf } from '../../../shared/domain/calendar/planner-days.ts'
import { type Event, eventStatuses } from '../../../shared/domain/event/event.ts'
import { eventKinds } from '../../../shared/domain/event/fields.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import { type Formats, formatsIn } from '../../../shared/texts/formats.ts'
import { type Texts, textsIn } from '../../../shared/texts/texts.ts'
import { type EventLine, statusBadge } from '../../../shared/views/event/event-line.ts'
import { layout } from '../../../shared/views/page/layout.ts'
import { pager } from '../../../shared/views/page/pager.ts'

const longestSearch = 200

const whoseEvents = ['own', 'network', 'partners'] as const

/** What the reader of the calendar chose; everything is optional. */
export const calendarChoice = z.object({
  span: z.enum(calendarSpans).optional(),
  day: daySchema.optional(),
  kind: z.enum(eventKinds).optional(),
  status: z.enum(eventStatuses).optional(),
  search: z.string().max(longestSearch).optional(),
  whose: z.enum(whoseEvents).optional(),
})
export type CalendarChoice = z.infer<typeof calendarChoice>

/** An event of the network, with the page to look at it on, if the reader may. */
type NetworkEvent = EventLine & Pick<Event, 'start' | 'end'> & { readonly href: string | undefined; readonly partner?: never }

/** A partner's event, as read from their calendar: wall times in the network's zone, and its page there, if any. */
export interface PartnerEntry extends Pick<Event, 'title' | 'start' | 'end'> {
  readonly partner: string
  readonly allDay: boolean
  readonly href: string | undefined
}

export type CalendarEvent = NetworkEvent | PartnerEntry

/** The events that fall into the view, by start. */
export interface CalendarModel {
  readonly choice: CalendarChoice
  readonly day: string
  readonly view: CalendarView
  readonly events: readonly CalendarEvent[]
  readonly pages?: Omit<ListPage<unknown>, 'shown'>
  readonly now: Instant
}

/** The most bytes of an event in the calendar, where it stands once for each day, or month of a year. */
export const plannedBytes = (event: CalendarEvent, { span }: CalendarChoice, { first, last }: CalendarView): number => {
  const { title, href = '' } = event
  const [from, to] = [event.start.slice(0, 10), event.end.slice(0, 10)]
  const days = daysBetween(from < first ? first : from, to > last ? last : to).length
  const times = span === 'year' ? Math.min(Math.ceil(days / 28) + 1, 12) : days
  return times * (300 + markupBytes(href) + markupBytes(title) + markupBytes(event.partner ?? ''))
}

/** Whether the reader chose some of the events, and not only a time. */
const isFiltered = ({ kind, status, search, whose }: CalendarChoice): boolean =>
  [kind, status, search, whose].some((chosen) => chosen !== undefined)

const addressOf = (choice: CalendarChoice, change: CalendarChoice): string =>
  `${paths.staffCalendar.pattern}?${new URLSearchParams(Object.entries({ ...choice, ...change }).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])))}`

const capital = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`

const monthOf = (formats: Formats, day: string): string => capital(formats.months()[Number(day.slice(5, 7)) - 1] ?? '')

const heading = (formats: Formats, span: CalendarSpan, { first, last }: CalendarView): string => {
  if (span === 'year') return first.slice(0, 4)
  if (span === 'month') return `${monthOf(formats, first)} ${first.slice(0, 4)}`
  return formats.days(`${first}T00:00:00.000Z`, `${last}T00:00:00.000Z`, 'UTC')
}

const filterForm = (texts: Texts, { choice, day }: CalendarModel): Html => {
  const { planning, kinds, eventStatuses: statuses, home } = texts
  const select = (name: string, label: string, options: readonly (readonly [string, string])[], chosen: string | undefined): Html =>
    html`<div class="filter-choice"><label for="${name}">${label}</label><select id="${name}" name="${name}"><option value="">${home.all}</option>
${options.map(([value, word]) => html`<option value="${value}"${value === chosen ? html` selected` : ''}>${word}</option>`)}</select></div>`
  return html`<form class="filter" method="get" action="${paths.staffCalendar.pattern}" role="search" aria-label="${planning.filter}">
<input type="hidden" name="span" value="${choice.span ?? 'month'}"><input type="hidden" name="day" value="${day}">
<div class="filter-choice field"><label for="search">${planning.search}</label><input id="search" name="search" type="search" class="full" maxlength="${longestSearch}" value="${choice.search ?? ''}"></div>
${select(
  'kind',
  home.kind,
  eventKinds.map((kind) => [kind, kinds[kind]]),
  choice.kind,
)}
${select(
  'status',
  planning.status,
  eventStatuses.map((status) => [status, statuses[status]]),
  choice.status,
)}
${select(
  'whose',
  planning.whose,
  whoseEvents.map((whose) => [whose, planning[whose]]),
  choice.whose,
)}
<button class="button button-quiet">${home.show}</button>
${isFiltered(choice) ? html`<a class="clear" href="${addressOf({}, { span: choice.span, day })}">${home.clear}</a>` : ''}</form>`
}

const steps = (texts: Texts, formats: Formats, { choice, day, view, now }: CalendarModel): Html => {
  const { planning } = texts
  const span = choice.span ?? 'month'
  const step = (to: string, label: string): Html => html`<a href="${addressOf(choice, { day: to })}">${label}</a>`
  return html`<div class="title-row"><h2>${heading(formats, span, view)}</h2>
<p class="actions">${step(view.before, planning.before[span])} ${step(now.slice(0, 10), planning.today)} ${step(view.after, planning.after[span])}</p>
<p class="actions">${calendarSpans.map((each) => html`<a href="${addressOf(choice, { span: each, day })}"${each === span ? html` aria-current="true"` : ''}>${planning.spans[each]}</a> `)}</p></div>`
}

/** An event in a list, after when it is: its title, and whose it is or its status unless it is published. */
const entry = (texts: Texts, event: CalendarEvent, now: Instant, when: string | number): Html => {
  const { href } = event
  const hours = html`<span class="hours">${when}</span>`
  if (event.partner !== undefined) {
    const { untitled, ofPartner } = texts.partnerCalendars
    const title = event.title === '' ? untitled : event.title
    return html`<li class="planned planned-partner">${hours} ${href === undefined ? html`<span>${title}</span>` : html`<a href="${href}" rel="noopener noreferrer">${title}</a>`} <span class="muted">${ofPartner({ name: event.partner })}</span></li>`
  }
  return html`<li class="planned planned-${event.status}">${hours} ${href === undefined ? html`<span>${event.title}</span>` : html`<a href="${href}">${event.title}</a>`}${event.status === 'published' ? '' : html` ${statusBadge(texts, event, now)}`}</li>`
}

/** When an event is on a day: its hour on the first. */
const hoursOn = (texts: Texts, event: CalendarEvent, day: string): string => {
  if (event.start.slice(0, 10) !== day) return texts.planning.continues
  return event.partner !== undefined && event.allDay ? texts.partnerCalendars.allDay : event.start.slice(11)
}

const eventsOn = (events: readonly CalendarEvent[], day: string): readonly CalendarEvent[] =>
  events.filter(({ start, end }) => start.slice(0, 10) <= day && day <= end.slice(0, 10))

const weekdays = (formats: Formats): readonly string[] =>
  daysBetween('2024-01-01', '2024-01-07').map((day) =>
    new Intl.DateTimeFormat(formats.locale, { weekday: 'short', timeZone: 'UTC' }).format(new Date(day)),
  )

/** The days of a week or month, each with its events; on a small screen only days with events. */
const days = (texts: Texts, formats: Formats, { view, events, now }: CalendarModel): Html => {
  const blanks = (count: number): readonly Html[] =>
    Array.from({ length: count }, () => html`<li class="planner-none" aria-hidden="true"></li>`)
  const before = daysBetween(mondayOf(view.first), view.first).length - 1
  const after = 7 - daysBetween(mondayOf(view.last), view.last).length
  const today = now.slice(0, 10)
  return html`<div class="planner"><ol class="planner-weekdays" aria-hidden="true">${weekdays(formats).map((name) => html`<li>${name}</li>`)}</ol>
<ol class="planner-days">${blanks(before)}${daysBetween(view.first, view.last).map((day) => {
    const own = eventsOn(events, day)
    return html`<li${own.length === 0 ? html` class="planner-none"` : ''}${day === today ? html` aria-current="date"` : ''}><p class="planner-day"><time datetime="${day}"><span class="planner-full">${formats.date(day)}</span><span class="planner-number" aria-hidden="true">${Number(day.slice(8))}</span></time></p>${own.length === 0 ? '' : html`<ul>${own.map((event) => entry(texts, event, now, hoursOn(texts, event, day)))}</ul>`}</li>`
  })}${blanks(after)}</ol></div>`
}

const months = (texts: Texts, formats: Formats, { choice, view, events, pages, now }: CalendarModel): Html => {
  // What is on other pages is not “none”.
  const none = pages === undefined || pages.pages === 1 ? html`<p class="muted">${texts.planning.none}</p>` : ''
  const year = view.first.slice(0, 4)
  const all = Array.from({ length: 12 }, (_, month) => `${year}-${String(month + 1).padStart(2, '0')}`)
  return html`<div class="planner-months">${all.map((month) => {
    const own = events.filter(({ start, end }) => start.slice(0, 7) <= month && month <= end.slice(0, 7))
    return html`<section><h3><a href="${addressOf(choice, { span: 'month', day: `${month}-01` })}">${monthOf(formats, month)}</a></h3>
${own.length === 0 ? none : html`<ul>${own.map((event) => entry(texts, event, now, Number(event.start.slice(8, 10))))}</ul>`}</section>`
  })}</div>`
}

/** The programme of the network in a calendar: every event, whoever organises it. Days are those of each event's time zone. */
export const calendarPageView = (context: PageContext, model: CalendarModel): Html => {
  const texts = textsIn(context.language)
  const formats = formatsIn(context.language)
  const { planning } = texts
  const span = model.choice.span ?? 'month'
  return layout(context, {
    title: planning.title,
    main: html`<div class="wrap stack"><p class="back"><a href="${paths.organiser.pattern}">${texts.organiser.desk.title}</a></p>
<div class="title-row"><h1>${planning.title}</h1><p class="actions"><a class="button" href="${paths.newEvent.pattern}">${texts.organiser.desk.newEvent}</a></p></div>
<p>${planning.lead({ zone: network.timeZone })} <a href="${paths.partnerCalendars.to({})}">${texts.partnerCalendars.title}</a></p>
${filterForm(texts, model)}
${steps(texts, formats, model)}
${model.events.length === 0 ? html`<p class="empty">${isFiltered(model.choice) ? planning.nothing : planning.noneAtAll}</p>` : ''}
${span === 'year' ? months(texts, formats, model) : days(texts, formats, model)}${pager(context, model.pages ?? { page: 1, pages: 1 })}</div>`,
  })
}
