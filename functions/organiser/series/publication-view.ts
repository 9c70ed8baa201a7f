import { wallTimeAt } from '../../../shared/domain/basics/wall-time.ts'
import type { Event } from '../../../shared/domain/event/event.ts'
import { missingOf } from '../../../shared/domain/event/missing.ts'
import { obstaclesTo } from '../../../shared/domain/event/publication.ts'
import type { Series } from '../../../shared/domain/event/series.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import { type Formats, formatsIn } from '../../../shared/texts/formats.ts'
import type { Texts } from '../../../shared/texts/texts.ts'
import { whenInShort } from '../../../shared/views/event/event-parts.ts'
import { hiddenField, postForm, submitButton } from '../../../shared/views/form/form.ts'
import { notice } from '../../../shared/views/page/notice.ts'
import { type PublishModel, planForm, publishedWhen } from '../publishing/publish-view.ts'

export interface SeriesPublishing extends Pick<PublishModel, 'planning'> {
  readonly series: Series
  /** The dates that are drafts and not over, by start. */
  readonly drafts: readonly Event[]
}

interface Planned {
  readonly event: Event
  readonly at: string
}

/** What some draft does not say yet and people need to take part. */
const missing = (texts: Texts, fields: readonly ReturnType<typeof missingOf>[number][]): Html | '' =>
  fields.length === 0
    ? ''
    : notice('warning', {
        title: texts.organiser.manage.missingTitle,
        body: html`<ul>${fields.map((field) => html`<li>${texts.organiser.manage.missing[field]}</li>`)}</ul>`,
      })

/** When the drafts are published, and how many if not all are at the same time. */
const plannedNotices = (texts: Texts, formats: Formats, planned: readonly Planned[]): readonly Html[] => {
  const words = texts.planSeries.publication
  const times = Map.groupBy(planned, ({ event, at }) => `${at} ${event.timeZone}`)
  return [...times.values()].flatMap((group) => {
    const [first] = group
    if (first === undefined) return []
    const when = publishedWhen(formats, first.at, first.event.timeZone)
    return [notice('info', { title: words.planned({ count: group.length, ...when }), body: words.plannedHint })]
  })
}

/** The dates that cannot be published at their time as they are now, each with what is in the way. */
const impossible = (context: PageContext, texts: Texts, planned: readonly Planned[]): Html | '' => {
  const stuck = planned.flatMap(({ event, at }) => {
    const obstacles = obstaclesTo(event, at)
    return obstacles.length === 0 ? [] : [{ event, obstacles }]
  })
  if (stuck.length === 0) return ''
  const words = texts.mail['not-published'].obstacles
  return notice('danger', {
    title: texts.planSeries.publication.impossible,
    body: html`<ul>${stuck.map(
      ({ event, obstacles }) =>
        html`<li><a href="${paths.manageEvent.to(event)}">${whenInShort(event, context.language)}</a><br>${obstacles.map((each) => words[each]).join(' ')}</li>`,
    )}</ul><p>${texts.planSeries.publication.impossibleHint}</p>`,
  })
}

/** How the drafts of a series are published: now, or at a set time; with what is missing. */
export const seriesPublishing = (context: PageContext, texts: Texts, { series, drafts, planning }: SeriesPublishing): Html | '' => {
  const [first] = drafts
  if (first === undefined) return ''
  const { planSeries: words } = texts
  const formats = formatsIn(context.language)
  const planned = drafts.flatMap((event) => (event.publication === undefined ? [] : [{ event, at: event.publication.at }]))
  const fields = [...new Set(drafts.flatMap(missingOf))]
  const [plan] = planned
  const label = plan === undefined ? words.publish({ count: drafts.length }) : texts.publication.now
  const withdraw =
    plan === undefined
      ? ''
      : postForm(context, submitButton(words.publication.withdraw, { look: 'quiet' }), {
          action: paths.withdrawSeriesPublication.to(series),
        })
  const zones = [...new Set(drafts.map(({ timeZone }) => timeZone))]
  return html`${plannedNotices(texts, formats, planned)}${impossible(context, texts, planned)}${missing(texts, fields)}
<div class="publish">${postForm(context, submitButton(label), { action: paths.publishSeries.to(series) })}${withdraw}<p>${words.publishHint}</p></div>
${planForm(context, texts, {
  at: plan === undefined ? undefined : wallTimeAt(plan.at, plan.event.timeZone),
  hint: words.publication.publishAtHint({ count: drafts.length, zones: formats.list(zones) }),
  warned: html`${fields.map((field) => hiddenField('without', field))}`,
  action: paths.planSeriesPublication.to(series),
  ...(planning === undefined ? {} : { planning }),
})}`
}
