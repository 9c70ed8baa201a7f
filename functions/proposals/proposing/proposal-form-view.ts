import * as z from 'zod'
import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import { languageSchema, languages } from '../../../shared/domain/basics/language.ts'
import { network } from '../../../shared/domain/basics/network.ts'
import { timeZoneSchema } from '../../../shared/domain/basics/wall-time.ts'
import { eventKinds } from '../../../shared/domain/event/fields.ts'
import { eventFormats } from '../../../shared/domain/event/participation.ts'
import { proposalFields } from '../../../shared/domain/proposal/input.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import type { FieldWords, FormProblem } from '../../../shared/texts/field-words.ts'
import { formatsIn } from '../../../shared/texts/formats.ts'
import { type Texts, textsIn } from '../../../shared/texts/texts.ts'
import { checkboxGroup, type Option, selectField, textArea, textField } from '../../../shared/views/form/fields.ts'
import { errorSummary, type Form, formTitle, hiddenField, postForm, submitButton } from '../../../shared/views/form/form.ts'
import { offeredTimeZones } from '../../../shared/views/form/time-zones.ts'
import { layout } from '../../../shared/views/page/layout.ts'
import { controlFor, controlValues, formActions, lineFor, mostDates, type ProposalFormValues } from './form-values.ts'

export interface ProposalFormModel {
  readonly values: ProposalFormValues
  /** The problems found by the schema, by input path. */
  readonly problems: readonly FieldProblem[]
  /** The proposal to change and propose again; for a new one, the id that it will have. */
  readonly of: { readonly id: string; readonly title: string } | { readonly newId: string }
  /** The working group by whose link it is proposed, and what of it stands above and below the form. */
  readonly by?: { readonly id: string; readonly group: string; readonly above: Html | ''; readonly below: Html | '' }
  /** Id of the part of the form to focus. */
  readonly focus?: string
}

// Choices made beforehand are not optional here.
const formRules = z.object({ ...proposalFields, language: languageSchema, timeZone: timeZoneSchema })

const wordsIn =
  ({ eventForm, proposals: { form } }: Texts) =>
  (control: string): FieldWords => {
    const [name = '', index, part] = control.split('.')
    const last = part ?? name
    const labels: Readonly<Record<string, string>> = { ...eventForm.fields, ...form.fields }
    const ways: Readonly<Record<string, string>> = { ...eventForm.missing, ...form.missing }
    const way = ways[last]
    return {
      label: labels[last] ?? last,
      ...(way === undefined ? {} : { missing: way }),
      ...(part === undefined ? {} : { part: form.date({ number: Number(index) + 1 }) }),
    }
  }

const formProblem = (problem: FieldProblem): FormProblem => {
  const line = lineFor(problem.field)
  return { ...problem, field: controlFor(problem.field), ...(line === undefined ? {} : { line }) }
}

const group = (legend: string, fields: readonly Html[]): Html =>
  html`<fieldset class="field-group"><legend>${legend}</legend><div>${fields}</div></fieldset>`

/** The Topical Groups, and what else the proposal has as a topic. */
const topicOptions = ({ language }: PageContext, { topics }: ProposalFormValues): readonly Option[] => [
  ...network.topicalGroups.map(({ id, label }) => ({ value: id, label: label[language] })),
  ...topics.filter((topic) => network.topicalGroups.every(({ id }) => id !== topic)).map((topic) => ({ value: topic, label: topic })),
]

const oneDate = (form: Form, index: number, count: number, focus: string | undefined): Html => {
  const { eventForm, proposals } = form.texts
  const id = `preferredDates.${index}`
  const time = (part: 'start' | 'end'): Html => textField(form, { name: `${id}.${part}`, label: eventForm.fields[part], type: 'datetime' })
  return html`<fieldset class="session-fields" id="${id}" tabindex="-1"${focus === id ? html` data-focus` : ''}><legend>${proposals.form.date({ number: index + 1 })}</legend>
<div class="side-by-side">${time('start')}${time('end')}</div>${
    count === 1
      ? ''
      : html`<p><button class="tool" type="submit" name="action" value="${formActions.removeDate(index)}">${proposals.form.removeDate({ number: index + 1 })}</button></p>`
  }</fieldset>`
}

const dates = (form: Form, { values, focus }: ProposalFormModel, action: string): Html => {
  const { form: words } = form.texts.proposals
  const count = values.preferredDates.length
  return html`<fieldset class="field-group" id="preferredDates" tabindex="-1"${focus === 'preferredDates' ? html` data-focus` : ''}><legend>${words.dates}</legend>
<div><p class="hint">${words.datesHint({ most: mostDates })}</p>
${values.preferredDates.map((_, index) => oneDate(form, index, count, focus))}
${
  count < mostDates
    ? html`<p><button class="button button-quiet" type="submit" name="action" value="${formActions.addDate}" formaction="${action}#preferredDates.${count}">${words.addDate}</button></p>`
    : ''
}
${textField(form, { name: 'timeZone', hint: form.texts.eventForm.timeZoneHint, width: 'medium', suggestions: offeredTimeZones })}</div></fieldset>`
}

// Enter presses a form's first button, which must not be one that removes a date.
const enterKeyButton = html`<button class="visually-hidden" type="submit" name="action" value="${formActions.send}" tabindex="-1" aria-hidden="true"></button>`

/** The form for proposing an event, or for proposing one again that was returned. */
export const proposalFormView = (context: PageContext, model: ProposalFormModel): Html => {
  const texts = textsIn(context.language)
  const formats = formatsIn(context.language)
  const { form: words, list } = texts.proposals
  const { values, of, by } = model
  const isNew = 'newId' in of
  const form: Form = {
    texts,
    schema: formRules,
    values: controlValues(values),
    problems: model.problems.map(formProblem),
    wordsOf: wordsIn(texts),
  }
  const action = by !== undefined ? paths.groupProposal.to(by) : isNew ? paths.newProposal.to({}) : paths.changeProposal.to(of)
  const back = isNew ? { href: paths.proposals.to({}), label: list.title } : { href: paths.proposal.to(of), label: of.title }
  const title = isNew ? list.propose : words.changeTitle
  const days = { days: network.steering.days }
  const lead =
    by !== undefined ? texts.proposals.links.lead({ group: by.group, ...days }) : isNew ? words.lead(days) : words.changeLead(days)
  const [way, discard] =
    by === undefined
      ? [html`<p class="back"><a href="${back.href}">${back.label}</a></p>`, html` <a href="${back.href}">${texts.eventForm.discard}</a>`]
      : ['', '']
  return layout(context, {
    title: formTitle(form, isNew ? title : texts.site.labelled({ label: title, value: of.title })),
    main: html`<div class="wrap"><div class="page-head stack">${by?.above ?? ''}${way}
<h1>${title}</h1><p>${lead}</p></div>
${errorSummary(form)}
${postForm(
  context,
  html`${enterKeyButton}${isNew ? hiddenField('id', of.newId) : ''}
<div class="form">${group(texts.eventForm.about, [
    textField(form, { name: 'title' }),
    html`<div class="side-by-side">${selectField(form, { name: 'kind', options: eventKinds.map((kind) => ({ value: kind, label: texts.kinds[kind] })) })}
${selectField(form, { name: 'format', options: eventFormats.map((format) => ({ value: format, label: texts.formats[format] })) })}</div>`,
    textArea(form, { name: 'aim', hint: words.aimHint, rows: 3 }),
    textField(form, { name: 'audience', hint: words.audienceHint }),
    textArea(form, { name: 'why', hint: words.whyHint, rows: 3 }),
  ])}
${dates(form, model, action)}
${group(texts.eventForm.people, [
  checkboxGroup(form, { name: 'topics', options: topicOptions(context, values) }),
  textArea(form, { name: 'partners', hint: texts.eventForm.partnersHint, rows: 2 }),
  textArea(form, { name: 'speakers', hint: words.speakersHint, rows: 3 }),
  selectField(form, { name: 'language', options: languages.map((tag) => ({ value: tag, label: formats.language(tag) })) }),
])}</div>
<p class="actions">${submitButton(isNew ? words.send : words.sendAgain, { name: 'action', value: formActions.send })}${discard}</p>`,
  { action },
)}${by?.below ?? ''}</div>`,
  })
}
