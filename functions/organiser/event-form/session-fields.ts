import { sessionKinds } from '../../../shared/domain/event/fields.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import { checkbox, selectField, textArea, textField } from '../../../shared/views/form/fields.ts'
import { type Form, type FormValues, hiddenField } from '../../../shared/views/form/form.ts'
import type { EventFormValues, SessionFormValues } from './form-values.ts'
import { formActions } from './rearranging.ts'

const rowValues = (part: string, rows: readonly object[]): FormValues =>
  Object.fromEntries(
    rows.flatMap((row, index) => Object.entries<string>({ ...row }).map(([name, value]) => [`${part}.${index}.${name}`, value])),
  )

/** The event form's values by control name: `sessions.0.title` and so on. */
export const controlValues = ({ sessions, questions, holds, reminders, ...values }: EventFormValues): FormValues => ({
  ...values,
  ...rowValues('sessions', sessions),
  ...rowValues('questions', questions),
  ...rowValues('holds', holds),
  ...rowValues('reminders', reminders),
})

interface Sessions {
  readonly sessions: readonly SessionFormValues[]
  /** Where the form posts to; without scripts too, adding a session jumps to it. */
  readonly action: string
  /** Id of the session to focus. */
  readonly focus?: string
}

const oneSession = (form: Form, { id }: SessionFormValues, index: number, focused: boolean): Html => {
  const { fields, session, removeSession, chooseSession, sessionPlacesHint } = form.texts.eventForm
  const name = (control: string): string => `sessions.${index}.${control}`
  return html`<fieldset class="session-fields" id="sessions.${index}" tabindex="-1"${focused ? html` data-focus` : ''}><legend>${session({ number: index + 1 })}</legend>
<div class="field-group-body">${id === '' ? '' : hiddenField(name('id'), id)}${textField(form, { name: name('title'), label: fields.title })}
<div class="side-by-side">${textField(form, { name: name('start'), label: fields.start, type: 'datetime' })}${textField(form, { name: name('end'), label: fields.end, type: 'datetime' })}</div>
<div class="side-by-side">${selectField(form, { name: name('kind'), label: fields.sessionKind, options: sessionKinds.map((kind) => ({ value: kind, label: form.texts.sessionKinds[kind] })) })}${textField(form, { name: name('room'), label: fields.room, width: 'medium' })}</div>
${textField(form, { name: name('track'), label: fields.track, width: 'medium' })}
${textArea(form, { name: name('summary'), label: fields.summary, rows: 2 })}
${textArea(form, { name: name('speakers'), label: fields.speakers, hint: form.texts.eventForm.speakersHint, rows: 2 })}
${textField(form, { name: name('chair'), label: fields.chair })}
${checkbox(form, { name: name('choose'), label: chooseSession })}
${textField(form, { name: name('capacity'), label: fields.capacity, type: 'number', hint: sessionPlacesHint, width: 'short' })}
<p><button class="tool" type="submit" name="action" value="${formActions.removeSession(index)}">${removeSession({ number: index + 1 })}</button></p></div></fieldset>`
}

/** The sessions of the event form, each with a remove button, and one button to add a session. */
export const sessionFields = (form: Form, { sessions, action, focus }: Sessions): Html => {
  const { eventForm } = form.texts
  return html`<fieldset class="field-group" id="sessions" tabindex="-1"${focus === 'sessions' ? html` data-focus` : ''}><legend>${eventForm.fields.sessions}</legend>
<div><p class="hint">${eventForm.sessionsHint}</p>
${sessions.map((session, index) => oneSession(form, session, index, focus === `sessions.${index}`))}
<p><button class="button button-quiet" type="submit" name="action" value="${formActions.addSession}" formaction="${action}#sessions.${sessions.length}">${eventForm.addSession}</button></p></div></fieldset>`
}
