import type { Instant } from '../../../shared/domain/basics/wall-time.ts'
import type { Event } from '../../../shared/domain/event/event.ts'
import { recommendationEnds, type Summary, suppressBelow } from '../../../shared/domain/feedback/summary.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import { type Formats, formatsIn } from '../../../shared/texts/formats.ts'
import { sayDuration } from '../../../shared/texts/say-duration.ts'
import { type Texts, textsIn } from '../../../shared/texts/texts.ts'
import { type EventLine, eventTimes, statusBadge } from '../../../shared/views/event/event-line.ts'
import { kindBadge } from '../../../shared/views/event/event-parts.ts'
import { type Figure, figures } from '../../../shared/views/page/figures.ts'
import { layout } from '../../../shared/views/page/layout.ts'
import { questionSummary } from './answers-chart.ts'

export interface SummaryModel {
  /** A stored event will do. */
  readonly event: EventLine & Pick<Event, 'publishedAt' | 'surveyAfter'>
  readonly summary: Summary
  readonly now: Instant
  /** The reader organises this event. */
  readonly manages: boolean
}

const registrationFigures = ({ summary: labels }: Texts, formats: Formats, summary: Summary): readonly Figure[] => [
  { label: labels.registered, value: formats.number(summary.registered) },
  { label: labels.confirmed, value: formats.number(summary.confirmed) },
  { label: labels.waitlisted, value: formats.number(summary.waitlisted) },
  { label: labels.cancelled, value: formats.number(summary.cancelled) },
]

const feedbackFigures = ({ summary: labels }: Texts, formats: Formats, summary: Summary): readonly Figure[] => {
  const { recommendationScore: score } = summary
  return [
    { label: labels.responses, value: formats.number(summary.responses) },
    { label: labels.responseRate, value: formats.percent(summary.responseRate), hint: labels.responseRateHint },
    score === undefined
      ? { label: labels.score, value: labels.withheldShort }
      : { label: labels.score, value: formats.signed(score), hint: labels.scoreHint },
  ]
}

const whyNone = (texts: Texts, { event, now }: SummaryModel): string => {
  const { summary: labels } = texts
  if (event.status !== 'published') return labels.neverAsked
  return now < event.endsAt ? labels.beforeEnd({ after: sayDuration(texts, event.surveyAfter) }) : labels.afterEnd
}

const feedback = (texts: Texts, formats: Formats, model: SummaryModel): Html => {
  const { summary: labels } = texts
  const { summary } = model
  if (summary.responses === 0) {
    return html`<div class="empty stack"><h3>${labels.noResponses}</h3><p>${whyNone(texts, model)}</p></div>`
  }
  return html`${figures(feedbackFigures(texts, formats, summary))}
<p class="muted figures-note">${scoreExplained(texts, formats)} ${labels.anonymous} ${labels.steps({ fewest: suppressBelow })}</p>
<div class="questions">${summary.questions.map((question) => questionSummary(texts, formats, question))}</div>`
}

const scoreExplained = ({ summary: labels }: Texts, { number }: Formats): string => {
  const { for: best, against: worst } = recommendationEnds
  return labels.scoreExplained({ from: number(best.from), best: number(best.to), lowest: number(worst.from), upTo: number(worst.to) })
}

const backLinks = (context: PageContext, texts: Texts, { event, manages }: SummaryModel): Html => {
  const steers = context.staff?.roles.includes('steering') === true
  return html`<p class="back">${steers ? html`<a href="${paths.steering.to({})}">${texts.summary.backToAll}</a>` : ''}
${manages ? html`<a href="${paths.manageEvent.to(event)}">${texts.summary.backToEvent}</a>` : ''}</p>`
}

/** How an event went: attendance in figures, and what people thought of it. */
export const summaryView = (context: PageContext, model: SummaryModel): Html => {
  const texts = textsIn(context.language)
  const formats = formatsIn(context.language)
  const { event, summary, now } = model
  const { summary: labels } = texts
  return layout(context, {
    title: texts.site.labelled({ label: labels.title, value: event.title }),
    main: html`<div class="wrap"><div class="stack">${backLinks(context, texts, model)}
<p class="event-row-state">${statusBadge(texts, event, now)} ${kindBadge(event.kind, context.language)}</p>
<h1><span class="over-title">${labels.title}</span> ${event.title}</h1>
<p>${eventTimes(formats, event)}</p></div>
<section class="section"><h2>${labels.registrations}</h2>${figures(registrationFigures(texts, formats, summary))}</section>
<section class="section"><h2>${labels.feedback}</h2>${feedback(texts, formats, model)}</section></div>`,
  })
}
