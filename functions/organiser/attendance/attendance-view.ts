import { type AttendanceMark, attendanceMarks } from '../../../shared/domain/registration/attendance.ts'
import type { Registration } from '../../../shared/domain/registration/registration.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import type { Texts } from '../../../shared/texts/texts.ts'
import { hiddenField, postForm, submitButton } from '../../../shared/views/form/form.ts'
import { type Choice, choiceQuery } from '../registrations/choice-filter.ts'

/** Rows contain forms, and forms cannot be nested: controls name the form they belong to. */
const formId = 'attendance'

/** The name of a person's controls. It includes the mark shown, so that only changes made on the page are written. */
const controlName = (id: string, shown: AttendanceMark | undefined): string => `mark.${id}.${shown ?? ''}`

const namePattern = /^mark\.([\w-]{1,100})\.([a-z]*)$/

/** What a form says about a person: the mark shown, and the one chosen; empty for none. */
export interface ChosenMark {
  readonly id: string
  readonly shown: string
  readonly chosen: string
}

/** The marks in a form. */
export const chosenMarks = (form: URLSearchParams): readonly ChosenMark[] =>
  [...form].flatMap(([name, chosen]) => {
    const [, id, shown] = namePattern.exec(name) ?? []
    return id === undefined || shown === undefined ? [] : [{ id, shown, chosen }]
  })

/** The choices for one person; `chosen` is what was chosen before the page had to be loaded again. */
export const attendanceChoice = (
  texts: Texts,
  { id, name, attendance }: Pick<Registration, 'id' | 'name' | 'attendance'>,
  chosen: string = attendance?.mark ?? '',
): Html => {
  const { attendance: labels } = texts.organiser.registrations
  const choice = (mark: AttendanceMark | undefined): Html =>
    html`<label><input type="radio" form="${formId}" name="${controlName(id, attendance?.mark)}" value="${mark ?? ''}"${
      (mark ?? '') === chosen ? html` checked` : ''
    }>${mark === undefined ? labels.unknown : labels.marks[mark]}</label>`
  return html`<div class="marks" role="radiogroup" aria-label="${labels.of({ name })}">${[...attendanceMarks, undefined].map(choice)}</div>${
    attendance?.minutes === undefined ? '' : html`<span class="needs">${labels.minutes({ count: attendance.minutes })}</span>`
  }`
}

/** The form for the choices on a page; `from` is where the page begins in the list. */
export const attendanceForm = (
  context: PageContext,
  texts: Texts,
  { slug, from, choice }: { readonly slug: string; readonly from?: string; readonly choice?: Choice },
): Html => {
  const { attendance: labels } = texts.organiser.registrations
  const button = (label: string, value: string, look: 'main' | 'quiet') => submitButton(label, { name: 'action', value, look })
  return postForm(
    context,
    html`${from === undefined ? '' : hiddenField('from', from)}${Object.entries(choiceQuery(choice)).map(([name, value]) => hiddenField(name, value))}
<p class="actions">${button(labels.save, 'save', 'main')} ${button(labels.others, 'others', 'quiet')}</p>`,
    { action: paths.eventAttendance.to({ slug }), id: formId },
  )
}
