import * as z from 'zod'
import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import type { Participation } from '../../../shared/domain/event/participation.ts'
import { groupMemberSchema, groupRegistrationInputSchema, largestGroup } from '../../../shared/domain/registration/group.ts'
import type { RegistrationForm } from '../../../shared/domain/registration-form/form.ts'
import type { Availability } from '../../../shared/domain/seats/availability.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import type { FieldWords } from '../../../shared/texts/field-words.ts'
import { textsIn } from '../../../shared/texts/texts.ts'
import type { PublicEvent } from '../../../shared/views/event/event-parts.ts'
import { textField } from '../../../shared/views/form/fields.ts'
import { errorSummary, type Form, type FormValues, hiddenField, postForm, submitButton } from '../../../shared/views/form/form.ts'
import { pageAboutEvent } from '../programme/page-about-event.ts'
import { consentBox, organisationFields } from '../registration-form/person-fields.ts'
import { questionFields, questionWords, withQuestionRules } from '../registration-form/question-fields.ts'
import { groupActions } from './people-in-form.ts'
import type { ProofParts } from './proof-parts.ts'

/** The form of `groupRegistrationInputSchema`; its people's controls are named `people.0.name` and so on. */
export interface RegisterGroupModel {
  readonly event: PublicEvent & RegistrationForm
  /** Whether there are free places; absent without a limit. */
  readonly availability?: Availability
  /** Posted as `requestKey`, so that a repeated request is recognised. */
  readonly requestKey: string
  /** How many people the form has room for. */
  readonly count: number
  /** The ways to take part in which no place is left. */
  readonly full?: readonly Participation[]
  readonly values: FormValues
  readonly problems: readonly FieldProblem[]
  /** What the form shows because a proof of work has to come with it. */
  readonly proof?: ProofParts
  /** The person to move the focus to. */
  readonly focus?: number
}

const groupOf = ({ language }: PageContext, { event, count, values, problems }: RegisterGroupModel): Form => {
  const texts = textsIn(language)
  const { fields, group } = texts
  const ofPerson = (index: number): readonly (readonly [string, FieldWords])[] =>
    [['name', group.name] as const, ['email', group.email] as const, ...questionWords(texts, event, group)].map(([name, words]) => [
      `people.${index}.${name}`,
      { ...words, part: group.person({ number: index + 1 }) },
    ])
  const words = new Map<string, FieldWords>([
    ['registeredBy', group.registeredBy],
    ['organisation', group.organisation],
    ['country', group.country],
    ['role', group.role],
    ...Array.from({ length: count }, (_, index) => ofPerson(index)).flat(),
    ['consent', { label: fields.consent.label, missing: group.consentMissing }],
  ])
  const order = [...words.keys()]
  return {
    texts,
    schema: z.object({ ...groupRegistrationInputSchema.shape, people: z.array(withQuestionRules(groupMemberSchema, event)) }),
    values,
    problems: problems.toSorted((a, b) => order.indexOf(a.field) - order.indexOf(b.field)),
    wordsOf: (name) => words.get(name) ?? { label: name },
  }
}

const person = (context: PageContext, form: Form, { event, count, focus, full = [] }: RegisterGroupModel, index: number): Html => {
  const { group } = form.texts
  const prefix = `people.${index}.`
  return html`<fieldset class="field-group" id="people.${index}" tabindex="-1"${focus === index ? html` data-focus` : ''}><legend>${group.person({ number: index + 1 })}</legend>
<div>${textField(form, { name: `${prefix}name` })}
${textField(form, { name: `${prefix}email`, type: 'email', hint: group.email.hint })}
${questionFields(context, form, event, { prefix, full })}
${count === 1 ? '' : html`<p><button class="tool" type="submit" name="action" value="${groupActions.remove(index)}">${group.remove({ number: index + 1 })}</button></p>`}</div></fieldset>`
}

// Enter presses a form's first button, which must not be one that removes a person.
const enterKeyButton = html`<button class="visually-hidden" type="submit" name="action" value="${groupActions.register}" tabindex="-1" aria-hidden="true" data-needs-proof></button>`

/** The form to register several people of one organisation. */
export const registerGroupView = (context: PageContext, model: RegisterGroupModel): Html => {
  const { event, availability, requestKey, count, proof } = model
  const form = groupOf(context, model)
  const { group: texts } = form.texts
  const action = paths.registerGroup.to(event)
  return pageAboutEvent(
    context,
    {
      event,
      heading: texts.title,
      title: form.texts.site.labelled({ label: texts.title, value: event.title }),
      form,
      ...(proof === undefined ? {} : { head: proof.head }),
    },
    html`${errorSummary(form)}${proof?.notice}<p class="intro">${texts.intro({ most: largestGroup })} ${availability === 'fewer-than-10' || availability === 'none' ? texts.fewPlaces : ''}</p>
${postForm(
  context,
  [
    enterKeyButton,
    hiddenField('requestKey', requestKey),
    textField(form, { name: 'registeredBy', hint: texts.registeredBy.hint, autocomplete: 'name' }),
    ...organisationFields(context, form, { hint: texts.role.hint }),
    ...Array.from({ length: count }, (_, index) => person(context, form, model, index)),
    count === largestGroup
      ? html`<p class="muted">${texts.most({ count: largestGroup })}</p>`
      : html`<p><button class="button button-quiet" type="submit" name="action" value="${groupActions.add}" formaction="${action}#people.${count}">${texts.add}</button></p>`,
    consentBox(form, texts.consentText),
    proof?.widget ?? '',
    submitButton(texts.submit, { name: 'action', value: groupActions.register, needsProof: proof !== undefined }),
    proof?.instead ?? '',
  ],
  { action },
)}`,
  )
}
