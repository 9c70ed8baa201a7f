import * as z from 'zod'
import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import { languageSchema, languages } from '../../../shared/domain/basics/language.ts'
import { network } from '../../../shared/domain/basics/network.ts'
import type { EventStatus } from '../../../shared/domain/event/event.ts'
import { audiences, eventFormats, eventKinds, waitingListModes } from '../../../shared/domain/event/fields.ts'
import { eventInputSchema } from '../../../shared/domain/event/input.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import type { FormProblem } from '../../../shared/texts/field-words.ts'
import { formatsIn } from '../../../shared/texts/formats.ts'
import { textsIn } from '../../../shared/texts/texts.ts'
import { checkbox, checkboxGroup, radioGroup, selectField, textArea, textField } from '../../../shared/views/form/fields.ts'
import { errorSummary, type Form, formTitle, hiddenField, postForm, submitButton } from '../../../shared/views/form/form.ts'
import { layout } from '../../../shared/views/page/layout.ts'
import { notice } from '../../../shared/views/page/notice.ts'
import { scheduleFields } from './automatic-mail-fields.ts'
import { scheduleRules } from './automatic-mail-values.ts'
import { formField, formLine } from './form-codec.ts'
import type { EventFormValues } from './form-values.ts'
import { eventFormWords } from './form-words.ts'
import { holdFields, holdRules } from './hold-fields.ts'
import { questionEditor } from './question-fields.ts'
import { questionRules } from './question-values.ts'
import { formActions } from './rearranging.ts'
import { controlValues, sessionFields } from './session-fields.ts'
import { offeredTimeZones } from './time-zones.ts'

export interface EventFormModel {
  readonly values: EventFormValues
  /** The problems found by `eventInputSchema`, by input path. */
  readonly problems: readonly FieldProblem[]
  /** The event being edited; absent for a new one. `version` is posted back in the field of that name. */
  readonly event?: { readonly slug: string; readonly title: string; readonly status: EventStatus; readonly version: number }
  /** Somebody else has saved the event in the meantime. */
  readonly conflict?: boolean
  /** Id of the part of the form to focus (`rearranged`). */
  readonly focus?: string
}

// The list of languages has no empty choice, so it is not optional here.
const formRules = z.object({
  ...eventInputSchema.shape,
  language: languageSchema,
  questions: questionRules,
  holds: holdRules,
  ...scheduleRules,
})

const formProblem = (problem: FieldProblem): FormProblem => {
  const line = formLine(problem.field)
  return { ...problem, field: formField(problem.field), ...(line === undefined ? {} : { line }) }
}

const group = (legend: string, fields: readonly Html[]): Html =>
  html`<fieldset class="field-group"><legend>${legend}</legend><div>${fields}</div></fieldset>`

const aboutFields = (context: PageContext, form: Form): readonly Html[] => {
  const { kinds, eventForm } = form.texts
  const formats = formatsIn(context.language)
  return [
    selectField(form, { name: 'kind', options: eventKinds.map((kind) => ({ value: kind, label: kinds[kind] })) }),
    textField(form, { name: 'title' }),
    textArea(form, { name: 'summary', hint: eventForm.summaryHint, rows: 2 }),
    textArea(form, { name: 'description', hint: eventForm.descriptionHint, rows: 8 }),
    selectField(form, { name: 'language', options: languages.map((tag) => ({ value: tag, label: formats.language(tag) })) }),
  ]
}

const timeFields = (form: Form): readonly Html[] => [
  textField(form, { name: 'timeZone', hint: form.texts.eventForm.timeZoneHint, width: 'medium', suggestions: offeredTimeZones }),
  html`<div class="side-by-side">${textField(form, { name: 'start', type: 'datetime' })}${textField(form, { name: 'end', type: 'datetime' })}</div>`,
]

const placeFields = (form: Form): readonly Html[] => {
  const { formats, eventForm } = form.texts
  return [
    selectField(form, { name: 'format', options: eventFormats.map((format) => ({ value: format, label: formats[format] })) }),
    textField(form, { name: 'joinUrl', type: 'url', hint: eventForm.joinUrlHint }),
    textArea(form, { name: 'venue', hint: eventForm.venueHint, rows: 2 }),
  ]
}

const isBelowGiven = ({ code }: FormProblem): boolean => code === 'below-given'

const registrationFields = (form: Form): readonly Html[] => {
  const { eventForm } = form.texts
  return [
    textField(form, { name: 'capacity', type: 'number', hint: eventForm.capacityHint, width: 'short' }),
    form.problems.some(isBelowGiven) ? checkbox(form, { name: 'allowBelowGiven', label: eventForm.allowBelowGiven }) : html``,
    radioGroup(form, {
      name: 'audience',
      options: audiences.map((audience) => ({
        value: audience,
        label: eventForm.audiences[audience],
        hint: eventForm.audienceHints[audience],
      })),
    }),
    textField(form, { name: 'approvalDays', type: 'number', hint: eventForm.approvalDaysHint, width: 'short' }),
    html`<div class="side-by-side">${textField(form, { name: 'registrationOpens', type: 'datetime', hint: eventForm.opensHint })}${textField(form, { name: 'registrationCloses', type: 'datetime', hint: eventForm.closesHint })}</div>`,
    radioGroup(form, {
      name: 'waitingList',
      options: waitingListModes.map((mode) => ({ value: mode, label: eventForm.waitingLists[mode] })),
    }),
    textField(form, { name: 'offerHours', type: 'number', hint: eventForm.offerHoursHint, width: 'short' }),
  ]
}

const peopleFields = (context: PageContext, form: Form): readonly Html[] => {
  const { eventForm } = form.texts
  const groups = network.topicalGroups.map(({ id, label }) => ({ value: id, label: label[context.language] }))
  return [
    checkboxGroup(form, { name: 'topics', label: eventForm.fields.topics, options: groups }),
    textField(form, { name: 'otherTopics', hint: eventForm.otherTopicsHint }),
    textArea(form, { name: 'partners', hint: eventForm.partnersHint, rows: 3 }),
    textArea(form, { name: 'speakers', hint: eventForm.speakersHint, rows: 4 }),
  ]
}

// Enter presses a form's first button, which must not be one that removes a session.
const enterKeyButton = html`<button class="visually-hidden" type="submit" name="action" value="${formActions.save}" tabindex="-1" aria-hidden="true"></button>`

const conflictNotice = (form: Form, slug: string): Html => {
  const { conflict, conflictLink } = form.texts.eventForm
  return notice('danger', { title: conflict, live: true, body: html`<a href="${paths.editEvent.to({ slug })}">${conflictLink}</a>` })
}

/** The form for creating or changing an event. */
export const eventFormView = (context: PageContext, { values, problems, event, conflict, focus }: EventFormModel): Html => {
  const texts = textsIn(context.language)
  const { eventForm } = texts
  const wordsOf = (field: string) => eventFormWords(texts, field)
  const form: Form = { texts, schema: formRules, values: controlValues(values), problems: problems.map(formProblem), wordsOf }
  const action = event === undefined ? paths.newEvent.to({}) : paths.editEvent.to(event)
  const back = event === undefined ? paths.organiser.to({}) : paths.manageEvent.to(event)
  const title = event === undefined ? eventForm.newTitle : eventForm.editTitle
  const save = event?.status === 'published' || event?.status === 'proposed' ? eventForm.save : eventForm.saveDraft
  return layout(context, {
    title: formTitle(form, event === undefined ? title : texts.site.labelled({ label: title, value: event.title })),
    main: html`<div class="wrap"><div class="page-head">${event === undefined ? '' : html`<p class="back"><a href="${back}">${event.title}</a></p>`}
<h1>${title}</h1>
${event === undefined ? html`<p>${eventForm.newLead}</p>` : ''}
${event?.status === 'published' ? notice('warning', { title: eventForm.publishedWarning }) : ''}
${conflict === true && event !== undefined ? conflictNotice(form, event.slug) : ''}</div>
${errorSummary(form)}
${postForm(
  context,
  html`${enterKeyButton}${event === undefined ? '' : hiddenField('version', String(event.version))}
<div class="form">${group(eventForm.about, aboutFields(context, form))}
${group(eventForm.when, timeFields(form))}
${group(eventForm.where, placeFields(form))}
${group(eventForm.registration, registrationFields(form))}
${holdFields(form, { holds: values.holds, action, ...(focus === undefined ? {} : { focus }) })}
${group(eventForm.people, peopleFields(context, form))}
${sessionFields(form, { sessions: values.sessions, action, ...(focus === undefined ? {} : { focus }) })}
${group(eventForm.schedule.title, scheduleFields(form, values))}
${questionEditor(form, { questions: values.questions, action, ...(focus === undefined ? {} : { focus }) })}</div>
<p class="actions">${submitButton(save, { name: 'action', value: formActions.save })} <a href="${back}">${eventForm.discard}</a></p>`,
  { action },
)}</div>`,
  })
}
