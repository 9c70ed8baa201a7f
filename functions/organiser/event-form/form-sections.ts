import { type Html, html } from '../../../shared/site/html.ts'
import type { Texts } from '../../../shared/texts/texts.ts'
import { partsOf } from '../../../shared/views/form/comma-list.ts'
import { type Form, submitButton } from '../../../shared/views/form/form.ts'
import type { EventFormValues } from './form-values.ts'
import { formActions } from './rearranging.ts'

/** A part of the form, with an id of its own for the menu. */
export interface FormSection {
  readonly id: string
  readonly legend: string
  /** What is in force, where the part is folded because most events leave it as it is; without, it is always open. */
  readonly now?: string
  /** The names of its controls, or the first parts of them: it opens where one of them is wrong or to be focused. */
  readonly controls?: readonly string[]
  readonly body: Html | readonly (Html | '')[]
}

/** A part that applies only to some choices: with scripts, it is hidden for others, unless something is typed there. */
export const forChoice = (control: string, values: string, part: Html): Html =>
  html`<div data-when="${control}" data-is="${values}" data-unless-filled>${part}</div>`

const isOneOf = (controls: readonly string[], control: string): boolean =>
  controls.some((name) => control === name || control.startsWith(`${name}.`))

const sectionView = (form: Form, section: FormSection, focus: string | undefined): Html => {
  const { id, legend, now, controls = [], body } = section
  const focused = focus === id ? html` data-focus` : ''
  if (now === undefined)
    return html`<fieldset class="field-group" id="${id}" tabindex="-1"${focused}><legend>${legend}</legend><div>${body}</div></fieldset>`
  const needed = [...form.problems.map(({ field }) => field), ...(focus === undefined ? [] : [focus])]
  const isOpen = needed.some((name) => isOneOf([id, ...controls], name))
  return html`<details class="form-section"${isOpen ? html` open` : ''}><summary><span class="section-name">${legend}</span> <span class="section-now">${now}</span></summary>
<fieldset class="field-group" id="${id}" tabindex="-1"${focused}><legend class="visually-hidden">${legend}</legend><div>${body}</div></fieldset></details>`
}

/** The parts of a long form below each other, beside a menu of them. */
export const formSections = (form: Form, sections: readonly FormSection[], focus?: string): Html => {
  const { menu } = form.texts.eventForm
  return html`<div class="form-parts"><nav class="form-menu" aria-label="${menu}"><ul>${sections.map(({ id, legend }) => html`<li><a href="#${id}">${legend}</a></li>`)}</ul></nav>
<div class="form">${sections.map((section) => sectionView(form, section, focus))}</div></div>`
}

/** The buttons of a long form, which stay in sight. With scripts, they say what is not saved yet. */
export const saveBar = ({ eventForm }: Texts, save: string, back: string): Html =>
  html`<div class="save-bar"><p class="actions">${submitButton(save, { name: 'action', value: formActions.save })} <a href="${back}">${eventForm.discard}</a></p>
<p class="unsaved" aria-live="polite" data-unsaved="${eventForm.unsaved({ fields: '{fields}' })}" data-more="${eventForm.unsavedMore({ fields: '{fields}' })}"></p></div>`

const countOf = (lines: string): number => lines.split('\n').filter((line) => line.trim() !== '').length

/** What is in force in each folded part, in a few words. */
export const inForce = ({ eventForm }: Texts, values: EventFormValues, languageName: string) => {
  const { now, audiences } = eventForm
  const audience = Object.entries(audiences).find(([name]) => name === values.audience)?.[1]
  const places = Number(values.capacity)
  const limit = values.capacity === '' ? now.noLimit : Number.isInteger(places) ? now.places({ count: places }) : ''
  const topics = values.topics.length + partsOf(values.otherTopics).length
  const speakers = countOf(values.speakers)
  const reminders = values.reminders.filter(({ amount }) => amount !== '').length
  return {
    description: values.description === '' ? now.noDescription({ language: languageName }) : languageName,
    registration: [audience ?? '', limit].filter((part) => part !== '').join(' · '),
    holds: now.holds({ count: values.holds.length }),
    people: [now.topics({ count: topics }), now.speakers({ count: speakers })].join(' · '),
    schedule: now.reminders({ count: reminders }),
    questions: now.questions({ count: values.questions.length }),
  }
}
