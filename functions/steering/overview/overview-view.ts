import type { ListPage } from '../../../shared/domain/basics/list-page.ts'
import type { Instant } from '../../../shared/domain/basics/wall-time.ts'
import type { Summary } from '../../../shared/domain/feedback/summary.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import { type Formats, formatsIn } from '../../../shared/texts/formats.ts'
import { type Texts, textsIn } from '../../../shared/texts/texts.ts'
import { byStage, type EventLine, statusBadge } from '../../../shared/views/event/event-line.ts'
import { layout } from '../../../shared/views/page/layout.ts'
import { pager } from '../../../shared/views/page/pager.ts'
import { stackedTable } from '../../../shared/views/page/stacked-table.ts'

/** An event of the network; with `figures` once it has been published (a summary or a tally will do). */
export type OverviewEvent = EventLine & { readonly figures?: Pick<Summary, 'registered' | 'confirmed' | 'responses'> }

/** Every event of the network, or a page of them, and the current time. */
export interface OverviewModel {
  readonly events: readonly OverviewEvent[]
  readonly pages?: Omit<ListPage<unknown>, 'shown'>
  readonly now: Instant
}

const title = (event: OverviewEvent): Html =>
  event.figures === undefined ? html`${event.title}` : html`<a href="${paths.summary.to(event)}">${event.title}</a>`

const row = (texts: Texts, formats: Formats, event: OverviewEvent, now: Instant): readonly (Html | string)[] => {
  const { figures } = event
  const count = (value: number | undefined): string => (value === undefined ? '–' : formats.number(value))
  return [
    html`${title(event)}<span class="row-kind">${texts.kinds[event.kind]}</span>`,
    formats.shortDay(event.startsAt, event.timeZone),
    statusBadge(texts, event, now),
    count(figures?.registered),
    count(figures?.confirmed),
    count(figures?.responses),
  ]
}

/** The steering group's start page: every event by stage, with its figures and a link to its summary. */
export const overviewView = (context: PageContext, { events, pages = { page: 1, pages: 1 }, now }: OverviewModel): Html => {
  const texts = textsIn(context.language)
  const formats = formatsIn(context.language)
  const { steering } = texts
  const stages = byStage(events, now)
  const columns = [
    { label: steering.event },
    { label: steering.date },
    { label: steering.status },
    { label: steering.registered, numeric: true, named: true },
    { label: steering.confirmed, numeric: true, named: true },
    { label: steering.responses, numeric: true, named: true },
  ]
  const section = (heading: string, listed: readonly OverviewEvent[]): Html | '' =>
    listed.length === 0
      ? ''
      : html`<section class="section overview"><h2>${heading}</h2>${stackedTable({
          caption: heading,
          captionHidden: true,
          columns,
          rows: listed.map((event) => row(texts, formats, event, now)),
        })}</section>`
  return layout(context, {
    title: steering.title,
    main: html`<div class="wrap"><div class="page-head"><h1>${steering.title}</h1><p>${steering.lead}</p></div>
${events.length === 0 ? html`<div class="empty stack"><h2>${steering.empty}</h2><p>${steering.emptyText}</p></div>` : ''}
${section(steering.upcoming, stages.upcoming)}${section(steering.past, stages.past)}${section(steering.ideas, stages.drafts)}${section(steering.cancelled, stages.cancelled)}${pager(context, pages)}</div>`,
  })
}
