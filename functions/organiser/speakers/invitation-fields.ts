import { languages } from '../../../shared/domain/basics/language.ts'
import type { Event } from '../../../shared/domain/event/event.ts'
import { speakerRoles } from '../../../shared/domain/speaker/profile.ts'
import { rehearsalMinutes } from '../../../shared/domain/speaker/speaker.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import type { FieldWords } from '../../../shared/texts/field-words.ts'
import { formatsIn } from '../../../shared/texts/formats.ts'
import type { Texts } from '../../../shared/texts/texts.ts'
import { checkboxGroup, selectField, textField } from '../../../shared/views/form/fields.ts'
import type { Form } from '../../../shared/views/form/form.ts'

const isField = (texts: Texts, name: string): name is keyof Texts['speakers']['fields'] => name in texts.speakers.fields

/** The words for a field of a speaker; fields within one, such as `sessions.0`, have those of the whole. */
export const speakerWords = (texts: Texts, path: string): FieldWords => {
  const [name = ''] = path.split('.')
  const { fields, missingFields, title } = texts.speakers
  if (name === 'name' || name === 'email') return { label: fields[name], missing: missingFields[name] }
  return { label: isField(texts, name) ? fields[name] : title }
}

/** The controls for what organisers say of a speaker, but for name and address. */
export const speakerFields = (context: PageContext, form: Form, event: Event): Html => {
  const { speakers } = form.texts
  const { language, date } = formatsIn(context.language)
  const when = ({ start, end }: Event['sessions'][number]): string => `${date(start.slice(0, 10))}, ${start.slice(11)}–${end.slice(11)}`
  const sessions = event.sessions
    .filter(({ kind }) => kind !== 'break')
    .toSorted((one, other) => one.start.localeCompare(other.start))
    .map((session) => ({ value: session.id, label: session.title, hint: when(session) }))
  const rehearsalHint = speakers.rehearsalHint({ zone: event.timeZone, minutes: rehearsalMinutes })
  return html`<div class="side-by-side">${selectField(form, { name: 'language', options: languages.map((value) => ({ value, label: language(value) })) })}
${selectField(form, { name: 'role', options: speakerRoles.map((value) => ({ value, label: speakers.roles[value] })) })}</div>
${sessions.length === 0 ? '' : checkboxGroup(form, { name: 'sessions', options: sessions, hint: speakers.sessionsHint })}
${textField(form, { name: 'rehearsal', type: 'datetime', hint: rehearsalHint, width: 'medium' })}`
}
