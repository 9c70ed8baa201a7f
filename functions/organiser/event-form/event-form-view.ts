import * as z from 'zod'
import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import { languageSchema, languages } from '../../../shared/domain/basics/language.ts'
import { network } from '../../../shared/domain/basics/network.ts'
import type { EventStatus } from '../../../shared/domain/event/event.ts'
import { audiences, eventFormats, eventKinds, type StoredSession, waitingListModes } from '../../../shared/domain/event/fields.ts'
import { eventInputSchema } from '../../../shared/domain/event/input.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import type { FieldWords, FormProblem } from '../../../shared/texts/field-words.ts'
import { formatsIn } from '../../../shared/texts/formats.ts'
import { type Texts, textsIn } from '../../../shared/texts/texts.ts'
import { checkbox, checkboxGroup, radioGroup, selectField, textArea, textField } from '../../../shared/views/form/fields.ts'
import {
  errorSummary,
  type Form,
  type FormValues,
  formTitle,
  hiddenField,
  postForm,
  submitButton,
} from '../../../shared/views/form/form.ts'
import { offeredTimeZones } from '../../../shared/views/form/time-zones.ts'
import { layout } from '../../../shared/views/page/layout.ts'
import { notice } from '../../../shared/views/page/notice.ts'
import { sayOfSessions } from '../programme/clash-words.ts'
import { scheduleFields } from './automatic-mail-fields.ts'
import { scheduleRules } from './automatic-mail-values.ts'
import { formField, formLine } from './form-codec.ts'
import type { EventFormValues } from './form-values.ts'
import { eventFormWords } from './form-words.ts'
import { holdFields, holdRules } from './hold-fields.ts'
import { questionEditor } from './question-fields.ts'
import { questionRules } from './question-values.ts'
import { formActions } from './rearranging.ts'

/** What is different where the form describes the dates of a series: what the page says, and its further fields. */
export interface SeriesFrame {
  readonly title: string
  readonly heading: Html | string
  readonly lead: string
  readonly action: string
  readonly back: { readonly href: string; readonly label: string }
  readonly save: string
  /** The times of the first date, and the fields after them; without, only what the dates have in common. */
  readonly pattern?: {
    readonly rules: z.ZodRawShape
    readonly values: FormValues
    readonly fields: (form: Form) => Html
    readonly words: Readonly<Record<string, FieldWords>>
  }
}

export interface EventFormModel {
  readonly values: EventFormValues
  /** The problems found by `eventInputSchema`, by input path. */
  readonly problems: readonly FieldProblem[]
  /** The event being edited; absent for a new one. `version` is posted back in the field of that name. */
  readonly event?: {
    readonly slug: string
    readonly title: string
    readonly status: EventStatus
    readonly version: number
    readonly sessions: readonly StoredSession[]
  }
  /** Somebody else has saved the event in the meantime. */
  readonly conflict?: boolean
  /** Id of the part of the form to focus (`rearranged`). */
  readonly focus?: string
  readonly series?: SeriesFrame
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

const rowValues = (part: string, rows: readonly object[]): FormValues =>
  Object.fromEntries(
    rows.flatMap((row, index) => Object.entries<string>({ ...row }).map(([name, value]) => [`${part}.${index}.${name}`, value])),
  )

/** The form's values by control name: `holds.0.label` and so on. */
export const controlValues = ({ questions, holds, reminders, ...values }: EventFormValues): FormValues => ({
  ...values,
  ...rowValues('questions', questions),
  ...rowValues('holds', holds),
  ...rowValues('reminders', reminders),
})

const isOfSession = ({ field }: FieldProblem): boolean => field.startsWith('sessions')

/** The sessions have pages of their own; what is wrong with them is said here. */
const sessionsPart = (form: Form, { event, problems }: EventFormModel): Html => {
  const { texts } = form
  const { eventForm } = texts
  const sessions = event?.sessions ?? []
  const wrong = problems.filter(isOfSession).map((problem) => html`<li>${sayOfSessions(texts, sessions, problem)}</li>`)
  const body =
    event === undefined
      ? html`<p class="hint">${eventForm.sessionsLater}</p>`
      : html`${wrong.length === 0 ? '' : notice('danger', { title: eventForm.sessionsDoNotFit, body: html`<ul>${wrong}</ul>` })}
<p>${eventForm.sessionsElsewhere({ count: sessions.length })}</p><p><a href="${paths.planProgramme.to(event)}">${texts.arranging.link}</a></p>
${sessions.length === 0 ? '' : checkbox(form, { name: 'moveSessions', label: eventForm.moveSessions, hint: eventForm.moveSessionsHint })}`
  return html`<fieldset class="field-group" id="sessions" tabindex="-1"><legend>${eventForm.fields.sessions}</legend><div>${body}</div></fieldset>`
}

/** The problems by control; those of sessions count as one, as they are told beside the sessions. */
const shownProblems = (problems: readonly FieldProblem[]): readonly FormProblem[] => {
  const ofSession = problems.find(isOfSession)
  const others = problems.filter((problem) => !isOfSession(problem)).map(formProblem)
  return ofSession === undefined ? others : [...others, { ...ofSession, field: 'sessions' }]
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

const timeFields = (form: Form, series: SeriesFrame | undefined): readonly Html[] => [
  textField(form, { name: 'timeZone', hint: form.texts.eventForm.timeZoneHint, width: 'medium', suggestions: offeredTimeZones }),
  series !== undefined && series.pattern === undefined
    ? html``
    : html`<div class="side-by-side">${textField(form, { name: 'start', type: 'datetime' })}${textField(form, { name: 'end', type: 'datetime' })}</div>`,
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

// Enter presses a form's first button, which must not be one that removes something.
const enterKeyButton = html`<button class="visually-hidden" type="submit" name="action" value="${formActions.save}" tabindex="-1" aria-hidden="true"></button>`

const conflictNotice = (form: Form, page: string): Html => {
  const { conflict, conflictLink } = form.texts.eventForm
  return notice('danger', { title: conflict, live: true, body: html`<a href="${page}">${conflictLink}</a>` })
}

/** What the page says of an event that is new or to be changed. */
const ownFrame = ({ eventForm, site }: Texts, event: EventFormModel['event']) =>
  event === undefined
    ? {
        title: eventForm.newTitle,
        heading: eventForm.newTitle,
        lead: eventForm.newLead,
        action: paths.newEvent.to({}),
        back: { href: paths.organiser.to({}), label: '' },
        save: eventForm.saveDraft,
      }
    : {
        title: site.labelled({ label: eventForm.editTitle, value: event.title }),
        heading: eventForm.editTitle,
        lead: '',
        action: paths.editEvent.to(event),
        back: { href: paths.manageEvent.to(event), label: event.title },
        save: event.status === 'published' || event.status === 'proposed' ? eventForm.save : eventForm.saveDraft,
      }

const formOf = (texts: Texts, { values, problems, series }: EventFormModel): Form => {
  const pattern = series?.pattern
  return {
    texts,
    schema: pattern === undefined ? formRules : z.object({ ...formRules.shape, ...pattern.rules }),
    values: { ...controlValues(values), ...pattern?.values },
    problems: shownProblems(problems),
    wordsOf: (field: string) => pattern?.words[field] ?? eventFormWords(texts, field),
  }
}

/** The form for creating or changing an event, or the dates of a series. */
export const eventFormView = (context: PageContext, model: EventFormModel): Html => {
  const { values, event, conflict, focus, series } = model
  const texts = textsIn(context.language)
  const { eventForm } = texts
  const form = formOf(texts, model)
  const { title, heading, lead, action, back, save } = series ?? ownFrame(texts, event)
  const focused = focus === undefined ? {} : { focus }
  return layout(context, {
    title: formTitle(form, title),
    main: html`<div class="wrap"><div class="page-head">${back.label === '' ? '' : html`<p class="back"><a href="${back.href}">${back.label}</a></p>`}
<h1>${heading}</h1>
${lead === '' ? '' : html`<p>${lead}</p>`}
${event?.status === 'published' ? notice('warning', { title: eventForm.publishedWarning }) : ''}
${conflict === true && event !== undefined ? conflictNotice(form, action) : ''}</div>
${errorSummary(form)}
${postForm(
  context,
  html`${enterKeyButton}${event === undefined ? '' : hiddenField('version', String(event.version))}
<div class="form">${group(eventForm.about, aboutFields(context, form))}
${group(eventForm.when, timeFields(form, series))}${series?.pattern?.fields(form) ?? ''}
${group(eventForm.where, placeFields(form))}
${group(eventForm.registration, registrationFields(form))}
${holdFields(form, { holds: values.holds, action, ...focused })}
${group(eventForm.people, peopleFields(context, form))}
${series === undefined ? sessionsPart(form, model) : ''}
${group(eventForm.schedule.title, scheduleFields(form, values))}
${questionEditor(form, { questions: values.questions, action, ...focused })}</div>
<p class="actions">${submitButton(save, { name: 'action', value: formActions.save })} <a href="${back.href}">${eventForm.discard}</a></p>`,
  { action },
)}</div>`,
  })
}
