import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import { type Event, inputOf, mayBeQuiet } from '../../../shared/domain/event/event.ts'
import { changeNoteSchema } from '../../../shared/domain/event/move.ts'
import { settledMinutes } from '../../../shared/domain/speaker/speaker.ts'
import type { Mail } from '../../../shared/mail/rendered-mail.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import { formatsIn } from '../../../shared/texts/formats.ts'
import { textsIn } from '../../../shared/texts/texts.ts'
import { textArea } from '../../../shared/views/form/fields.ts'
import { errorSummary, type Form, formTitle, hiddenField, postForm, submitButton } from '../../../shared/views/form/form.ts'
import { layout } from '../../../shared/views/page/layout.ts'
import { notice } from '../../../shared/views/page/notice.ts'
import { type Concerned, sessionsToldOf } from '../event/consequences.ts'
import { formActions } from './rearranging.ts'

/** Values of this page's buttons, which share the name `action`. */
export const changeActions = { confirm: 'confirm', quiet: 'quiet', again: 'check', look: formActions.look } as const

export interface ChangeCheckModel {
  readonly event: Event
  readonly after: Event
  readonly concerned: Concerned
  readonly mail: Mail
  /** The confirmed speakers who are told, by name. */
  readonly speakers: readonly string[]
  readonly note: string
  /** Everything that was entered into the event's form, to be posted along. */
  readonly entered: readonly (readonly [name: string, value: string])[]
  readonly problems: readonly FieldProblem[]
}

/** What a change of a published event will do, before it is saved: whom it concerns, and the mail, which takes a note. */
export const changeCheckView = (context: PageContext, model: ChangeCheckModel): Html => {
  const { event, after, concerned, mail, speakers, note, entered, problems } = model
  const texts = textsIn(context.language)
  const { changeCheck: words, organiser, site, arranging } = texts
  const { move } = organiser
  const form: Form = { texts, schema: changeNoteSchema, values: { note }, problems, wordsOf: () => words.note }
  const updates = sessionsToldOf(after).length > 0 ? words.sessionUpdates : words.updates
  const each = (count: number, say: (given: { readonly count: number }) => string): readonly string[] =>
    count === 0 ? [] : [say({ count })]
  const lines = [
    ...each(concerned.confirmed, updates),
    ...each(concerned.offered, move.offers),
    ...each(concerned.waiting, move.waiting),
    ...(speakers.length === 0
      ? []
      : [arranging.toldSpeakers({ minutes: settledMinutes, names: formatsIn(context.language).list(speakers) })]),
  ]
  const isQuiet = mayBeQuiet(event, inputOf(after))
  return layout(context, {
    title: formTitle(form, site.labelled({ label: words.title, value: event.title })),
    main: html`<div class="wrap stack"><h1>${words.title}</h1><p><strong>${event.title}</strong></p>
${errorSummary(form)}
${notice('warning', { title: move.consequences, body: html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>` })}
${
  concerned.confirmed === 0
    ? ''
    : html`<section class="section"><h2>${move.mail}</h2><p class="hint">${organiser.messages.previewHint}</p>
<div class="panel"><p><strong>${mail.subject}</strong></p><p class="lines">${mail.text}</p></div></section>`
}
${postForm(
  context,
  html`${entered.map(([name, value]) => hiddenField(name, value))}
${textArea(form, { name: 'note', hint: words.noteHint })}
<p class="actions">${submitButton(words.save, { name: 'action', value: changeActions.confirm })} ${submitButton(words.again, {
    name: 'action',
    value: changeActions.again,
    look: 'quiet',
  })}</p>
${
  isQuiet
    ? html`<p>${words.quietHint}</p><p class="actions">${submitButton(words.quiet, { name: 'action', value: changeActions.quiet, look: 'quiet' })}</p>`
    : ''
}
<p class="actions">${submitButton(words.back, { name: 'action', value: changeActions.look, look: 'quiet' })} <a href="${paths.manageEvent.to(event)}">${move.keep}</a></p>`,
  { action: paths.editEvent.to(event) },
)}</div>`,
  })
}
