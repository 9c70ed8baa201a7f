import * as z from 'zod'
import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import { languageSchema } from '../../../shared/domain/basics/language.ts'
import type { EventStatus } from '../../../shared/domain/event/event.ts'
import type { StoredSession } from '../../../shared/domain/event/fields.ts'
import { eventInputSchema } from '../../../shared/domain/event/input.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import type { FieldWords, FormProblem } from '../../../shared/texts/field-words.ts'
import { formatsIn } from '../../../shared/texts/formats.ts'
import { type Texts, textsIn } from '../../../shared/texts/texts.ts'
import { keepTypedName } from '../../../shared/views/assets/keep-typed.computed.ts'
import { checkbox, textArea } from '../../../shared/views/form/fields.ts'
import { errorSummary, type Form, type FormValues, formTitle, hiddenField, postForm } from '../../../shared/views/form/form.ts'
import { layout } from '../../../shared/views/page/layout.ts'
import { notice } from '../../../shared/views/page/notice.ts'
import { sayOfSessions } from '../programme/clash-words.ts'
import { scheduleFields } from './automatic-mail-fields.ts'
import { scheduleRules } from './automatic-mail-values.ts'
import { conflictView } from './conflict-view.ts'
import { aboutFields, descriptionFields, peopleFields, placeFields, registrationFields, timeFields } from './event-fields.ts'
import { formField, formLine } from './form-codec.ts'
import { type FormSection, formSections, inForce, saveBar } from './form-sections.ts'
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
    readonly legend: string
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
  /** What the form holds for the event as somebody else has saved it in the meantime. */
  readonly conflict?: EventFormValues
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
  const rooms = textArea(form, { name: 'rooms', hint: eventForm.roomsHint, rows: 3 })
  return event === undefined
    ? html`<p class="hint">${eventForm.sessionsLater}</p>${rooms}`
    : html`${wrong.length === 0 ? '' : notice('danger', { title: eventForm.sessionsDoNotFit, body: html`<ul>${wrong}</ul>` })}
<p>${eventForm.sessionsElsewhere({ count: sessions.length })}</p><p><a href="${paths.planProgramme.to(event)}">${texts.arranging.link}</a></p>
${sessions.length === 0 ? '' : checkbox(form, { name: 'moveSessions', label: eventForm.moveSessions, hint: eventForm.moveSessionsHint })}${rooms}`
}

/** The problems by control; those of sessions count as one, as they are told beside the sessions. */
const shownProblems = (problems: readonly FieldProblem[]): readonly FormProblem[] => {
  const ofSession = problems.find(isOfSession)
  const others = problems.filter((problem) => !isOfSession(problem)).map(formProblem)
  return ofSession === undefined ? others : [...others, { ...ofSession, field: 'sessions' }]
}

// Enter presses a form's first button, which must not be one that removes something.
const enterKeyButton = html`<button class="visually-hidden" type="submit" name="action" value="${formActions.save}" tabindex="-1" aria-hidden="true"></button>`

/** Offered by `keep-typed.ts` where this browser kept something of the form. */
const typedBefore = ({ eventForm }: Texts): Html => {
  const { title, text, take, discard } = eventForm.typedBefore
  const [before = '', after = ''] = text({ time: '{time}' }).split('{time}')
  return html`<div data-typed-before hidden>${notice('info', {
    title,
    body: html`<p>${before}<time></time>${after}</p>
<p class="actions"><button type="button" class="button button-quiet">${take}</button> <button type="button" class="tool">${discard}</button></p>`,
  })}</div>`
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

const sectionsOf = (context: PageContext, form: Form, model: EventFormModel, action: string): readonly FormSection[] => {
  const { values, series, focus, event } = model
  const { eventForm } = form.texts
  const now = inForce(form.texts, values, formatsIn(context.language).language(values.language))
  const pattern = series?.pattern
  const rows = { action, ...(focus === undefined ? {} : { focus }) }
  return [
    { id: 'about', legend: eventForm.about, body: aboutFields(form) },
    {
      id: 'when',
      legend: eventForm.when,
      body: [timeFields(form, series !== undefined && pattern === undefined ? 'many' : 'one'), ...placeFields(form)],
    },
    ...(pattern === undefined ? [] : [{ id: 'pattern', legend: pattern.legend, body: pattern.fields(form) }]),
    {
      id: 'more',
      legend: eventForm.descriptionAndLanguage,
      now: now.description,
      controls: ['description', 'language'],
      body: descriptionFields(context, form),
    },
    {
      id: 'registration',
      legend: eventForm.registration,
      now: now.registration,
      controls: [
        'capacity',
        'inPersonPlaces',
        'onlinePlaces',
        'allowBelowGiven',
        'audience',
        'approvalDays',
        'registrationOpens',
        'registrationCloses',
        'waitingList',
        'offerHours',
      ],
      body: registrationFields(form),
    },
    { id: 'holds', legend: eventForm.fields.holds, now: now.holds, body: holdFields(form, { holds: values.holds, ...rows }) },
    {
      id: 'people',
      legend: eventForm.people,
      now: now.people,
      controls: ['topics', 'otherTopics', 'partners', 'speakers'],
      body: peopleFields(context, form),
    },
    ...(series === undefined
      ? [
          {
            id: 'sessions',
            legend: eventForm.fields.sessions,
            now: event === undefined ? eventForm.now.sessionsLater : eventForm.now.sessions({ count: event.sessions.length }),
            controls: ['moveSessions', 'rooms'],
            body: sessionsPart(form, model),
          },
        ]
      : []),
    {
      id: 'schedule',
      legend: eventForm.schedule.title,
      now: now.schedule,
      controls: ['reminders', 'surveyAfter', 'surveyReminder'],
      body: scheduleFields(form, values),
    },
    {
      id: 'questions',
      legend: eventForm.fields.questions,
      now: now.questions,
      controls: ['attendeeTypes', 'changesUntil'],
      body: questionEditor(form, { questions: values.questions, ...rows }),
    },
  ]
}

/** The form for creating or changing an event, or the dates of a series. */
export const eventFormView = (context: PageContext, model: EventFormModel): Html => {
  const { event, conflict, focus, series } = model
  const texts = textsIn(context.language)
  const { eventForm } = texts
  const form = formOf(texts, model)
  const { title, heading, lead, action, back, save } = series ?? ownFrame(texts, event)
  return layout(context, {
    title: formTitle(form, title),
    main: html`<div class="wrap"><div class="page-head">${back.label === '' ? '' : html`<p class="back"><a href="${back.href}">${back.label}</a></p>`}
<h1>${heading}</h1>
${lead === '' ? '' : html`<p>${lead}</p>`}
${event?.status === 'published' ? notice('warning', { title: eventForm.publishedWarning }) : ''}
${conflict === undefined ? '' : conflictView(context, { saved: controlValues(conflict), typed: controlValues(model.values), page: action })}
${typedBefore(texts)}</div>
${errorSummary(form)}
${postForm(
  context,
  html`${enterKeyButton}${event === undefined ? '' : hiddenField('version', String(event.version))}
${formSections(form, sectionsOf(context, form, model, action), focus)}
${saveBar(texts, save, back.href)}`,
  { action, keeps: formActions.look },
)}</div>`,
    head: html`<script type="module" src="${paths.asset.to({ file: keepTypedName })}"></script>`,
  })
}
