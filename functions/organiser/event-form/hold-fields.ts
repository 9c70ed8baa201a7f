import * as z from 'zod'
import { holdSchema } from '../../../shared/domain/event/fields.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import { textField } from '../../../shared/views/form/fields.ts'
import { type Form, hiddenField } from '../../../shared/views/form/form.ts'
import type { HoldFormValues } from './form-values.ts'
import { formActions } from './rearranging.ts'

/** What the controls require, as far as controls can express it. */
export const holdRules = z.array(z.object({ ...holdSchema.shape, countries: z.string().optional() }))

interface Holds {
  readonly holds: readonly HoldFormValues[]
  /** Where the form posts to; without scripts too, adding a group jumps to it. */
  readonly action: string
  /** Id of the group to focus. */
  readonly focus?: string
}

const oneHold = (form: Form, { id }: HoldFormValues, index: number, focused: boolean): Html => {
  const { fields, holds } = form.texts.eventForm
  const name = (control: keyof HoldFormValues): string => `holds.${index}.${control}`
  return html`<fieldset class="session-fields" id="holds.${index}" tabindex="-1"${focused ? html` data-focus` : ''}><legend>${holds.hold({ number: index + 1 })}</legend>
<div class="field-group-body">${id === '' ? '' : hiddenField(name('id'), id)}${textField(form, { name: name('label'), label: fields.holdLabel, hint: holds.labelHint })}
<div class="side-by-side">${textField(form, { name: name('places'), label: fields.places, type: 'number', width: 'short' })}${textField(form, { name: name('until'), label: fields.until, type: 'datetime' })}</div>
${textField(form, { name: name('countries'), label: fields.countries, hint: holds.countriesHint, width: 'medium' })}
<p><button class="tool" type="submit" name="action" value="${formActions.removeHold(index)}">${holds.remove({ number: index + 1 })}</button></p></div></fieldset>`
}

/** The groups with reserved places, each with a remove button, and one button to add a group. */
export const holdFields = (form: Form, { holds, action, focus }: Holds): Html => {
  const { eventForm } = form.texts
  return html`<p class="hint">${eventForm.holds.hint}</p>
${holds.map((hold, index) => oneHold(form, hold, index, focus === `holds.${index}`))}
<p><button class="button button-quiet" type="submit" name="action" value="${formActions.addHold}" formaction="${action}#holds.${holds.length}">${eventForm.holds.add}</button></p>`
}
