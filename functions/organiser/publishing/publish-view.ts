import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import { type Instant, minutesBetween, wallTimeAt } from '../../../shared/domain/basics/wall-time.ts'
import type { Advice } from '../../../shared/domain/event/advice.ts'
import { type Event, mayTake } from '../../../shared/domain/event/event.ts'
import { missingOf } from '../../../shared/domain/event/missing.ts'
import { obstaclesTo, publishAtSchema } from '../../../shared/domain/event/publication.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import type { Formats } from '../../../shared/texts/formats.ts'
import { sayDuration } from '../../../shared/texts/say-duration.ts'
import type { Texts } from '../../../shared/texts/texts.ts'
import { textField } from '../../../shared/views/form/fields.ts'
import { errorSummary, type Form, type FormValues, hiddenField, postForm, submitButton } from '../../../shared/views/form/form.ts'
import { notice } from '../../../shared/views/page/notice.ts'

export interface PublishModel {
  readonly event: Event
  /** What is worth a look before publishing. */
  readonly advice?: readonly Advice[]
  /** The form for a set time, if something is wrong with it. */
  readonly planning?: { readonly values: FormValues; readonly problems: readonly FieldProblem[] }
}

const said = (texts: Texts, formats: Formats, event: Event, advice: Advice): Html | string => {
  const words = texts.organiser.manage.advice
  switch (advice.code) {
    case 'clashes':
      return html`<a href="${paths.planProgramme.to(event)}">${words.clashes({ count: advice.count })}</a>`
    case 'late-reminders':
      return words[advice.code]({ offsets: formats.list(advice.offsets.map((offset) => sayDuration(texts, offset))) })
    case 'holiday':
      return words.holiday({ day: formats.date(advice.day), countries: formats.list(advice.countries.map(formats.country)) })
    default:
      return words[advice.code]
  }
}

/** What may have been overlooked; it keeps nobody from publishing. */
const checklist = (texts: Texts, formats: Formats, { event, advice = [] }: PublishModel): Html | '' =>
  advice.length === 0
    ? ''
    : notice('info', {
        title: texts.organiser.manage.adviceTitle,
        body: html`<ul>${advice.map((each) => html`<li>${said(texts, formats, event, each)}</li>`)}</ul>`,
      })

/** How far the clocks of a zone are ahead of UTC: `UTC+1`, `UTC−3:30`. */
const offsetOf = (at: Instant, timeZone: string): string => {
  const minutes = minutesBetween(at.slice(0, 16), wallTimeAt(at, timeZone))
  const [hours, rest] = [Math.trunc(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
  return minutes === 0 ? 'UTC' : `UTC${minutes < 0 ? '−' : '+'}${hours}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`
}

/** When something is published, as sentences say it. */
export const publishedWhen = (formats: Formats, at: Instant, timeZone: string) => ({
  day: formats.day(at, timeZone),
  time: formats.time(at, timeZone),
  zone: timeZone,
  offset: offsetOf(at, timeZone),
})

/** When the draft is published, and whether it can be as it is now. */
const plannedNotice = (texts: Texts, formats: Formats, event: Event): Html | '' => {
  if (event.publication === undefined) return ''
  const { publication: words } = texts
  const { at } = event.publication
  const when = publishedWhen(formats, at, event.timeZone)
  return obstaclesTo(event, at).length === 0
    ? notice('info', { title: words.planned(when), body: words.plannedHint })
    : notice('danger', { title: words.planned(when), body: words.impossible })
}

export interface PlanFormModel extends Pick<PublishModel, 'planning'> {
  /** The wall time planned before, if any. */
  readonly at: string | undefined
  readonly hint: string
  /** What is missing and was warned of. */
  readonly warned: Html
  readonly action: string
}

/** The form for a set time. */
export const planForm = (context: PageContext, texts: Texts, { at, hint, warned, action, planning }: PlanFormModel): Html => {
  const { publication: words } = texts
  const values = planning?.values ?? (at === undefined ? {} : { publishAt: at })
  const form: Form = { texts, schema: publishAtSchema, values, problems: planning?.problems ?? [], wordsOf: () => words.publishAt }
  const summary = at === undefined ? words.plan : words.change
  return html`${errorSummary(form)}<details class="publish-at"${planning === undefined ? '' : html` open`}><summary>${summary}</summary>
${postForm(
  context,
  html`${warned}${textField(form, { name: 'publishAt', type: 'datetime', width: 'medium', hint })}
<p class="actions">${submitButton(words.confirm, { look: 'quiet' })}</p>`,
  { action },
)}</details>`
}

/** How a draft is published: now, or at a set time; with what is missing or odd. */
export const publishing = (context: PageContext, texts: Texts, formats: Formats, model: PublishModel): Html | '' => {
  const { event } = model
  const { manage } = texts.organiser
  if (event.status === 'proposed') return notice('info', { title: manage.proposed })
  if (!mayTake('publish', event.status)) return ''
  const missing = missingOf(event)
  const warning =
    missing.length === 0
      ? ''
      : notice('warning', {
          title: manage.missingTitle,
          body: html`<ul>${missing.map((field) => html`<li>${manage.missing[field]}</li>`)}</ul>
<p><a href="${paths.editEvent.to(event)}">${manage.edit}</a></p>`,
        })
  const isPlanned = event.publication !== undefined
  const label = missing.length === 0 ? (isPlanned ? texts.publication.now : manage.publish) : manage.publishAnyway
  const warned = html`${missing.map((field) => hiddenField('without', field))}`
  const withdraw = isPlanned
    ? postForm(context, submitButton(texts.publication.withdraw, { look: 'quiet' }), { action: paths.withdrawPublication.to(event) })
    : ''
  return html`${plannedNotice(texts, formats, event)}${warning}${checklist(texts, formats, model)}<div class="publish">${postForm(
    context,
    html`${warned}${submitButton(label)}`,
    { action: paths.publishEvent.to(event) },
  )}${withdraw}<p>${manage.publishHint}</p></div>${planForm(context, texts, {
    at: event.publication === undefined ? undefined : wallTimeAt(event.publication.at, event.timeZone),
    hint: texts.publication.publishAtHint({ zone: event.timeZone }),
    warned,
    action: paths.planPublication.to(event),
    ...(model.planning === undefined ? {} : { planning: model.planning }),
  })}`
}
