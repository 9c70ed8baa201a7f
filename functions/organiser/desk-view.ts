import type { Event } from '../../shared/domain/event.ts'
import type { Instant } from '../../shared/domain/wall-time.ts'
import { type Formats, formatsIn } from '../../shared/texts/formats.ts'
import { type Texts, textsIn } from '../../shared/texts/texts.ts'
import { byStage, type EventLine, eventTimes, statusBadge } from '../../shared/views/event-line.ts'
import { type Html, html } from '../../shared/views/html.ts'
import { layout, type PageContext } from '../../shared/views/layout.ts'
import { paths } from '../../shared/web/paths.ts'

/** An event of the organiser; an event as it is stored will do. `taken` is the number of places taken, where it is known. */
export type DeskEvent = EventLine & { readonly capacity?: Event['capacity']; readonly taken?: number }

/** The organiser's own events in any order, and the time it is. */
export interface DeskModel {
  readonly events: readonly DeskEvent[]
  readonly now: Instant
}

const places = (texts: Texts, formats: Formats, { capacity, taken, status }: DeskEvent): string | undefined => {
  const { desk } = texts.organiser
  if (status === 'published' && taken !== undefined) {
    const shown = formats.number(taken)
    return capacity === undefined ? desk.registered(shown) : desk.placesTaken(shown, formats.number(capacity))
  }
  return capacity === undefined ? undefined : desk.places(formats.number(capacity))
}

const row = (texts: Texts, formats: Formats, event: DeskEvent, now: Instant): Html => {
  const figures = places(texts, formats, event)
  return html`<li class="event-row"><h3><a href="${paths.manageEvent.to(event)}">${event.title}</a></h3>
<p class="event-row-state">${statusBadge(texts, event, now)} <span>${texts.kinds[event.kind]}</span></p>
<p class="event-row-when">${eventTimes(formats, event)}</p>
${figures === undefined ? '' : html`<p class="event-row-figures">${figures}</p>`}</li>`
}

/** The organiser's first page: the own events by stage, and how to make one. */
export const deskView = (context: PageContext, { events, now }: DeskModel): Html => {
  const texts = textsIn(context.language)
  const formats = formatsIn(context.language)
  const { desk } = texts.organiser
  const stages = byStage(events, now)
  const section = (heading: string, own: readonly DeskEvent[]): Html | '' =>
    own.length === 0
      ? ''
      : html`<section><h2>${heading}</h2><ul class="event-rows">${own.map((event) => row(texts, formats, event, now))}</ul></section>`
  return layout(context, {
    title: desk.title,
    main: html`<div class="staff-head"><h1>${desk.title}</h1><a class="button" href="${paths.newEvent.to({})}">${desk.newEvent}</a></div>
${events.length === 0 ? html`<div class="empty"><h2>${desk.emptyTitle}</h2><p>${desk.emptyText}</p></div>` : ''}
${section(desk.upcoming, stages.upcoming)}${section(desk.drafts, stages.drafts)}${section(desk.past, stages.past)}${section(desk.cancelled, stages.cancelled)}`,
  })
}
