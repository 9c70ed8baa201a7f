import * as z from 'zod'
import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import type { Event } from '../../../shared/domain/event/event.ts'
import { type StoredSession, sessionKinds, sessionSchema } from '../../../shared/domain/event/fields.ts'
import { roomsOf } from '../../../shared/domain/event/rooms.ts'
import { settledMinutes } from '../../../shared/domain/speaker/speaker.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import { formatsIn } from '../../../shared/texts/formats.ts'
import { type Texts, textsIn } from '../../../shared/texts/texts.ts'
import { eventTimes } from '../../../shared/views/event/event-line.ts'
import { checkbox, selectField, textArea, textField } from '../../../shared/views/form/fields.ts'
import { errorSummary, type Form, formTitle, hiddenField, postForm, submitButton } from '../../../shared/views/form/form.ts'
import { layout } from '../../../shared/views/page/layout.ts'
import { notice } from '../../../shared/views/page/notice.ts'
import { stackedTable } from '../../../shared/views/page/stacked-table.ts'
import { clashList, sessionProblem, sessionWords } from './clash-words.ts'
import type { Consequences } from './consequences.ts'
import { planPath } from './plan-path.ts'
import { roomLabel } from './programme-view.ts'
import { type SessionValues, sessionFieldNames, valuesOf } from './typed-session.ts'

// The list of kinds has no empty choice, so it is not optional here.
const sessionRules = sessionSchema.omit({ id: true }).extend({ kind: z.enum(sessionKinds) })

/** What saving would do that is worth a second look. */
interface SessionCheck extends Consequences {
  /** The event as it would be. */
  readonly event: Event
}

export interface SessionFormModel {
  readonly event: Event
  readonly values: SessionValues
  readonly problems: readonly FieldProblem[]
  /** The session being changed, as it is saved; absent for a new one. */
  readonly session?: StoredSession
  /** How many people with a place have chosen it; they count against a limit set now. */
  readonly chosenBy?: number
  /** The tag of the session that the reader has seen. */
  readonly seen?: string
  readonly check?: SessionCheck
  /** What somebody else did to the session in the meantime. */
  readonly meanwhile?: 'changed' | 'removed'
}

const formId = 'session-form'

const speakersNotice = (context: PageContext, { arranging }: Texts, speakers: readonly string[]): Html | '' =>
  speakers.length === 0
    ? ''
    : html`<p>${arranging.toldSpeakers({ minutes: settledMinutes, names: formatsIn(context.language).list(speakers) })}</p>`

const checkNotice = (context: PageContext, texts: Texts, { check, values }: SessionFormModel): Html | '' => {
  if (check === undefined) return ''
  const { arranging } = texts
  const people = check.told.reduce((sum, { count }) => sum + count, 0)
  const told = check.told.length === 0 ? '' : html`<p>${arranging.told({ count: people, title: values.title })}</p>`
  const everybody = check.everybody === undefined ? '' : html`<p>${arranging.toldEverybody({ count: check.everybody })}</p>`
  const clashes = check.clashes.length === 0 ? '' : clashList(texts, context.language, check.event, check.clashes)
  return notice('warning', {
    title: arranging.check,
    live: true,
    focus: true,
    // Those who read this are far from the button at the end of the form.
    body: html`${clashes}${everybody}${told}${speakersNotice(context, texts, check.speakers)}<p class="actions"><button class="button button-quiet" type="submit" form="${formId}">${arranging.saveAnyway}</button></p>`,
  })
}

/** What differs between the saved session and what was entered, field by field. */
const comparison = (texts: Texts, saved: StoredSession, values: SessionValues): Html | '' => {
  const { arranging } = texts
  const theirs = valuesOf(saved)
  const shown = (field: keyof SessionValues, held: string): Html => {
    const kind = field === 'kind' ? sessionKinds.find((each) => each === held) : undefined
    const value = kind === undefined ? held.replace('T', field === 'start' || field === 'end' ? ', ' : 'T') : texts.sessionKinds[kind]
    const said = field === 'choose' ? (held === 'true' ? texts.arranging.yes : texts.arranging.no) : value
    return html`<span class="lines">${said === '' ? arranging.empty : said}</span>`
  }
  const rows = sessionFieldNames
    .filter((field) => theirs[field] !== values[field])
    .map((field) => [sessionWords(texts, field).label, shown(field, theirs[field]), shown(field, values[field])])
  return rows.length === 0
    ? ''
    : stackedTable({
        caption: arranging.comparison,
        columns: [{ label: arranging.field }, { label: arranging.theirs, named: true }, { label: arranging.yours, named: true }],
        rows,
      })
}

const meanwhileNotice = (texts: Texts, { meanwhile, session, values }: SessionFormModel): Html | '' => {
  const { arranging } = texts
  if (meanwhile === undefined) return ''
  const [title, body] =
    meanwhile === 'changed' ? [arranging.conflict, arranging.conflictBody] : [arranging.removedMeanwhile, arranging.removedMeanwhileBody]
  return html`${notice('danger', { title, live: true, focus: true, body })}${session === undefined ? '' : comparison(texts, session, values)}`
}

const namesOf = (values: readonly (string | undefined)[]): readonly string[] => [...new Set(values.flatMap((value) => value ?? []))]

const fields = (context: PageContext, form: Form, { event, chosenBy = 0 }: SessionFormModel): Html => {
  const { texts } = form
  const { eventForm, arranging } = texts
  const kinds = sessionKinds.map((kind) => ({ value: kind, label: texts.sessionKinds[kind] }))
  const formats = formatsIn(context.language)
  const hint = arranging.timesHint({ when: eventTimes(formats, event) })
  const rooms = roomsOf(event, formats.compare)
  const known = rooms.filter(({ capacity }) => capacity !== undefined).map((room) => roomLabel(texts, room))
  const roomHint = [arranging.roomHint, ...(known.length === 0 ? [] : [arranging.rooms({ rooms: formats.list(known) })])].join(' ')
  const placesHint = [eventForm.sessionPlacesHint, ...(chosenBy === 0 ? [] : [arranging.chosenBy({ count: chosenBy })])].join(' ')
  const isBelowGiven = form.problems.some(({ code }) => code === 'below-given')
  return html`${textField(form, { name: 'title' })}
${selectField(form, { name: 'kind', options: kinds })}
<p class="hint" id="times-hint">${hint}</p>
<div class="side-by-side">${textField(form, { name: 'start', type: 'datetime' })}${textField(form, { name: 'end', type: 'datetime' })}</div>
<div class="side-by-side">${textField(form, { name: 'room', hint: roomHint, suggestions: rooms.map(({ name }) => name) })}${textField(form, { name: 'track', hint: arranging.trackHint, suggestions: namesOf(event.sessions.map(({ track }) => track)) })}</div>
${textArea(form, { name: 'speakers', hint: eventForm.speakersHint, rows: 3 })}
${textField(form, { name: 'chair', hint: arranging.chairHint })}
${textArea(form, { name: 'summary', hint: texts.eventForm.sessionSummaryHint, rows: 4 })}
${checkbox(form, { name: 'choose', label: eventForm.chooseSession })}
${textField(form, { name: 'capacity', type: 'number', hint: placesHint, width: 'short' })}
${isBelowGiven ? checkbox(form, { name: 'allowBelowGiven', label: eventForm.allowBelowGiven }) : ''}`
}

/** The page on which one session is added or changed. */
export const sessionView = (context: PageContext, model: SessionFormModel): Html => {
  const { event, values, problems, session, seen, check, meanwhile } = model
  const texts = textsIn(context.language)
  const { arranging } = texts
  const form: Form = {
    texts,
    schema: sessionRules,
    values,
    problems: problems.map(sessionProblem),
    wordsOf: (name) => sessionWords(texts, name),
  }
  const isNew = session === undefined
  const title = isNew ? arranging.newTitle : arranging.editTitle
  const back = isNew ? paths.planProgramme.to(event) : planPath(event, session.id)
  const at = isNew ? undefined : { slug: event.slug, id: session.id }
  return layout(context, {
    title: formTitle(form, texts.site.labelled({ label: title, value: session?.title ?? event.title })),
    main: html`<div class="wrap stack"><p class="back"><a href="${back}">${arranging.titleOf({ title: event.title })}</a></p>
<h1>${title}</h1>
${errorSummary(form)}
${meanwhileNotice(texts, model)}
${checkNotice(context, texts, model)}
${postForm(
  context,
  html`${seen === undefined ? '' : hiddenField('seen', seen)}${check === undefined ? '' : hiddenField('confirmed', check.confirmation)}
${fields(context, form, model)}
<p class="actions">${submitButton(check === undefined && meanwhile === undefined ? arranging.save : arranging.saveAnyway)} <a href="${back}">${arranging.keep}</a></p>`,
  { action: at === undefined ? paths.newSession.to(event) : paths.editSession.to(at), id: formId },
)}
${at === undefined ? '' : html`<p class="staff-end"><a class="danger-link" href="${paths.removeSession.to(at)}">${arranging.remove}</a></p>`}</div>`,
  })
}

export interface RemovalModel {
  readonly event: Event
  readonly session: StoredSession
  readonly seen: string
  /** How many people would be e-mailed, if any are. */
  readonly told?: number
  /** The same for all with a place, if a day of the event goes. */
  readonly everybody?: number
  /** The speakers who would be e-mailed, by name. */
  readonly speakers: readonly string[]
  /** Whether somebody changed the session since the reader saw it. */
  readonly meanwhile: boolean
}

/** Asks before a session is removed. */
export const removeSessionView = (
  context: PageContext,
  { event, session, seen, told, everybody, speakers, meanwhile }: RemovalModel,
): Html => {
  const texts = textsIn(context.language)
  const { arranging } = texts
  const { title, id } = session
  const at = { slug: event.slug, id }
  return layout(context, {
    title: texts.site.labelled({ label: arranging.removeTitle, value: title }),
    main: html`<div class="wrap stack"><p class="back"><a href="${paths.editSession.to(at)}">${title}</a></p>
<h1>${arranging.removeTitle}</h1>
${meanwhile ? notice('danger', { title: arranging.removeMeanwhile, live: true }) : ''}
<p>${arranging.removeLead({ title })}</p>
${everybody === undefined ? '' : notice('warning', { title: arranging.toldEverybody({ count: everybody }) })}${told === undefined ? '' : notice('warning', { title: arranging.told({ count: told, title }) })}${speakersNotice(context, texts, speakers)}
${postForm(
  context,
  html`${hiddenField('seen', seen)}<p class="actions">${submitButton(arranging.removeConfirm, { look: 'danger' })} <a href="${planPath(event, id)}">${arranging.keep}</a></p>`,
  { action: paths.removeSession.to(at) },
)}</div>`,
  })
}
