import * as z from 'zod'
import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import { inputFields } from '../../../shared/domain/event/fields.ts'
import { dateSpanSchema } from '../../../shared/domain/event/from-until.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import type { FieldWords } from '../../../shared/texts/field-words.ts'
import { formatsIn } from '../../../shared/texts/formats.ts'
import { textsIn } from '../../../shared/texts/texts.ts'
import { checkbox, textField } from '../../../shared/views/form/fields.ts'
import { errorSummary, type Form, formTitle, hiddenField, postForm, submitButton } from '../../../shared/views/form/form.ts'
import { layout } from '../../../shared/views/page/layout.ts'
import { notice } from '../../../shared/views/page/notice.ts'
import { otherProblems } from '../event/other-problems-view.ts'
import type { ChosenDate } from './chosen-dates.ts'

export interface ChosenDatesModel {
  readonly title: string
  readonly timeZone: string
  readonly dates: readonly ChosenDate[]
  /** Everything else that was entered, to be posted along. */
  readonly entered: readonly (readonly [name: string, value: string])[]
  readonly problems: readonly FieldProblem[]
  readonly nothingKept?: boolean
}

const rules = z.object({
  dates: z.array(dateSpanSchema.extend({ title: inputFields.title.optional(), skip: z.string().optional() })),
})

const formFor = (context: PageContext, { dates, problems }: ChosenDatesModel): Form => {
  const texts = textsIn(context.language)
  const { planSeries: words } = texts
  const labels: Readonly<Record<string, FieldWords>> = words.dateFields
  return {
    texts,
    schema: rules,
    values: Object.fromEntries(
      dates.flatMap((date, index) => Object.entries(date).map(([name, value]): [string, string] => [`dates.${index}.${name}`, value])),
    ),
    problems: problems.filter(({ field }) => field.startsWith('dates.')),
    wordsOf: (field) => {
      const [, index, name = ''] = field.split('.')
      return { ...(labels[name] ?? { label: name }), part: words.date({ number: Number(index) + 1 }) }
    },
  }
}

const dayOf = (context: PageContext, { start }: ChosenDate): string => {
  const at = Date.parse(`${start}Z`)
  return Number.isNaN(at) ? '' : formatsIn(context.language).day(new Date(at).toISOString(), 'UTC')
}

const oneDate = (context: PageContext, form: Form, date: ChosenDate, index: number): Html => {
  const { planSeries: words } = form.texts
  const { start, end, title, skip } = words.dateFields
  const name = (control: keyof ChosenDate): string => `dates.${index}.${control}`
  const day = dayOf(context, date)
  return html`<fieldset class="session-fields" id="dates.${index}"><legend>${words.date({ number: index + 1 })}${day === '' ? '' : html` · ${day}`}</legend>
<div class="field-group-body">${date.holidays === '' ? '' : html`<p><strong>${date.holidays}</strong></p>${hiddenField(name('holidays'), date.holidays)}`}
<div class="side-by-side">${textField(form, { name: name('start'), label: start.label, type: 'datetime' })}${textField(form, { name: name('end'), label: end.label, type: 'datetime' })}</div>
${textField(form, { name: name('title'), label: title.label, hint: words.addTitleHint })}
${checkbox(form, { name: name('skip'), label: skip.label })}</div></fieldset>`
}

/** The dates of a new series before anything is saved. */
export const chosenDatesView = (context: PageContext, model: ChosenDatesModel): Html => {
  const { title, timeZone, dates, entered, problems, nothingKept } = model
  const form = formFor(context, model)
  const { texts } = form
  const { planSeries: words } = texts
  return layout(context, {
    title: formTitle(form, texts.site.labelled({ label: words.checkTitle, value: title })),
    main: html`<div class="wrap stack"><h1>${words.checkTitle}</h1><p><strong>${title}</strong></p>
${errorSummary(form)}
${nothingKept === true ? notice('danger', { title: words.keepOne, live: true }) : ''}
${otherProblems(
  texts,
  words.impossible,
  problems.filter(({ field }) => !field.startsWith('dates.')),
)}
<p>${words.checkLead({ zone: timeZone })}</p>
${postForm(
  context,
  html`${entered.map(([name, value]) => hiddenField(name, value))}
${dates.map((date, index) => oneDate(context, form, date, index))}
<p class="actions">${submitButton(words.save, { name: 'action', value: 'create' })} ${submitButton(words.changeDetails, {
    name: 'action',
    value: 'look',
    look: 'quiet',
  })} <a href="${paths.organiser.to({})}">${texts.eventForm.discard}</a></p>`,
  { action: paths.newSeries.to({}) },
)}</div>`,
  })
}
