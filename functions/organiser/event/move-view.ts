import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import type { Instant } from '../../../shared/domain/basics/wall-time.ts'
import { type Event, isPublic } from '../../../shared/domain/event/event.ts'
import { type MoveInput, moveInputSchema } from '../../../shared/domain/event/move.ts'
import { registrationState } from '../../../shared/domain/event/registration-window.ts'
import { settledMinutes } from '../../../shared/domain/speaker/speaker.ts'
import type { Mail } from '../../../shared/mail/rendered-mail.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import type { FieldWords } from '../../../shared/texts/field-words.ts'
import { type Formats, formatsIn } from '../../../shared/texts/formats.ts'
import { type Texts, textsIn } from '../../../shared/texts/texts.ts'
import { eventTimes } from '../../../shared/views/event/event-line.ts'
import { textArea, textField } from '../../../shared/views/form/fields.ts'
import {
  errorSummary,
  type Form,
  type FormValues,
  formTitle,
  hiddenField,
  postForm,
  submitButton,
} from '../../../shared/views/form/form.ts'
import { layout } from '../../../shared/views/page/layout.ts'
import { facts, notice } from '../../../shared/views/page/notice.ts'
import type { Concerned } from './consequences.ts'
import { otherProblems } from './other-problems-view.ts'

export interface MoveFormModel {
  readonly event: Event
  readonly values: FormValues
  readonly problems: readonly FieldProblem[]
}

/** The form that asks by how many days an event moves. */
export const moveFormView = (context: PageContext, { event, values, problems }: MoveFormModel): Html => {
  const texts = textsIn(context.language)
  const { move } = texts.organiser
  const words: Readonly<Record<string, FieldWords>> = move.fields
  const isOwn = ({ field }: FieldProblem): boolean => field in words
  const form: Form = {
    texts,
    schema: moveInputSchema,
    values,
    problems: problems.filter(isOwn),
    wordsOf: (field) => words[field] ?? { label: field },
  }
  // The times of the event have no controls here.
  const others = problems.filter((problem) => !isOwn(problem))
  return layout(context, {
    title: formTitle(form, texts.site.labelled({ label: move.title, value: event.title })),
    main: html`<div class="wrap stack"><p class="back"><a href="${paths.manageEvent.to(event)}">${event.title}</a></p>
<h1>${move.title}</h1>
${errorSummary(form)}
${otherProblems(texts, move.impossible, others)}
<p>${move.lead}</p>
${postForm(
  context,
  html`${hiddenField('version', String(event.version))}
${textField(form, { name: 'days', hint: move.daysHint, width: 'short' })}
${isPublic(event) ? textArea(form, { name: 'note', hint: move.noteHint }) : ''}
<p class="actions">${submitButton(move.check, { name: 'action', value: 'preview' })} <a href="${paths.manageEvent.to(event)}">${move.keep}</a></p>`,
  { action: paths.moveEvent.to(event) },
)}</div>`,
  })
}

export interface MoveCheckModel {
  readonly event: Event
  readonly moved: Event
  readonly now: Instant
  readonly input: MoveInput
  readonly concerned: Concerned
  readonly mail: Mail
  /** The confirmed speakers who are told, by name. */
  readonly speakers: readonly string[]
}

const consequences = (texts: Texts, formats: Formats, { event, moved, now, concerned, speakers }: MoveCheckModel): readonly string[] => {
  const { move } = texts.organiser
  const { confirmed, offered, waiting } = concerned
  const { registrationOpens } = moved
  const closes = registrationState(event, now) === 'open' && registrationState(moved, now) === 'not-open-yet'
  const each = (count: number, say: (given: { readonly count: number }) => string): readonly string[] =>
    count === 0 ? [] : [say({ count })]
  return [
    ...each(event.sessions.length, move.sessions),
    ...(isPublic(event) ? (confirmed === 0 ? [move.nobody] : [move.moves({ count: confirmed })]) : [move.draft]),
    ...each(offered, move.offers),
    ...each(waiting, move.waiting),
    ...(speakers.length === 0 ? [] : [texts.arranging.toldSpeakers({ minutes: settledMinutes, names: formats.list(speakers) })]),
    ...(closes && registrationOpens !== undefined
      ? [move.closes({ moment: `${formats.date(registrationOpens.slice(0, 10))}, ${registrationOpens.slice(11)}` })]
      : []),
  ]
}

/** What a move will do, before it is done: the dates, whom it concerns, and the mail. */
export const moveCheckView = (context: PageContext, model: MoveCheckModel): Html => {
  const texts = textsIn(context.language)
  const formats = formatsIn(context.language)
  const { event, moved, input, concerned, mail } = model
  const { move } = texts.organiser
  const entered = html`${hiddenField('days', String(input.days))}${hiddenField('note', input.note ?? '')}${hiddenField('version', String(event.version))}`
  return layout(context, {
    title: texts.site.labelled({ label: move.checkTitle, value: event.title }),
    main: html`<div class="wrap stack"><h1>${move.checkTitle}</h1>
<div class="panel facts-wide">${facts([
      [event.title, html`<del>${eventTimes(formats, event)}</del><br><ins>${eventTimes(formats, moved)}</ins>`],
    ])}</div>
${notice('warning', { title: move.consequences, body: html`<ul>${consequences(texts, formats, model).map((line) => html`<li>${line}</li>`)}</ul>` })}
${
  concerned.confirmed === 0
    ? ''
    : html`<section class="section"><h2>${move.mail}</h2><p class="hint">${texts.organiser.messages.previewHint}</p>
<div class="panel"><p><strong>${mail.subject}</strong></p><p class="lines">${mail.text}</p></div></section>`
}
${postForm(
  context,
  html`${entered}<p class="actions">${submitButton(move.confirm, { name: 'action', value: 'move' })} ${submitButton(move.change, {
    name: 'action',
    value: 'look',
    look: 'quiet',
  })} <a href="${paths.manageEvent.to(event)}">${move.keep}</a></p>`,
  { action: paths.moveEvent.to(event) },
)}</div>`,
  })
}
