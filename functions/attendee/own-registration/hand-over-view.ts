import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import { languageSchema, languages } from '../../../shared/domain/basics/language.ts'
import { colleagueForm, handOverInputSchema } from '../../../shared/domain/registration/hand-over.ts'
import type { RegistrationForm } from '../../../shared/domain/registration-form/form.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import type { FieldWords } from '../../../shared/texts/field-words.ts'
import { formatsIn } from '../../../shared/texts/formats.ts'
import { textsIn } from '../../../shared/texts/texts.ts'
import { radioGroup, textField } from '../../../shared/views/form/fields.ts'
import { errorSummary, type Form, type FormValues, postForm, submitButton } from '../../../shared/views/form/form.ts'
import { type HeadedEvent, pageAboutEvent } from '../programme/page-about-event.ts'
import { consentBox, personForm } from '../registration-form/person-fields.ts'
import { questionFields } from '../registration-form/question-fields.ts'

/** The form of `handOverInputSchema`, with the event's questions for the colleague to answer. */
export interface HandOverModel {
  readonly token: string
  readonly event: HeadedEvent & RegistrationForm
  readonly values: FormValues
  readonly problems: readonly FieldProblem[]
}

// With a language chosen at first, the question needs no answer, but the form does not call it optional.
const formSchema = handOverInputSchema.extend({ language: languageSchema })

const formOf = (context: PageContext, { event, values, problems }: HandOverModel): Form => {
  const { handOverPage } = textsIn(context.language).registration
  const form = personForm(context, {
    schema: formSchema,
    asked: colleagueForm(event),
    values: { language: context.language, ...values },
    problems,
  })
  const { name, email, language, attendeeType, consentMissing } = handOverPage
  const words = new Map<string, FieldWords>([
    ['name', name],
    ['email', email],
    ['language', language],
    ['attendeeType', attendeeType],
    ['consent', { ...form.wordsOf('consent'), missing: consentMissing }],
  ])
  return { ...form, wordsOf: (field) => words.get(field) ?? form.wordsOf(field) }
}

export const handOverView = (context: PageContext, model: HandOverModel): Html => {
  const { token, event } = model
  const form = formOf(context, model)
  const texts = form.texts.registration.handOverPage
  return pageAboutEvent(
    context,
    { event, heading: texts.title, form },
    html`${errorSummary(form)}<p class="intro">${texts.intro}</p>
${postForm(context, [
  textField(form, { name: 'name' }),
  textField(form, { name: 'email', type: 'email', hint: texts.email.hint }),
  radioGroup(form, {
    name: 'language',
    options: languages.map((value) => ({ value, label: formatsIn(context.language).language(value) })),
  }),
  ...questionFields(context, form, colleagueForm(event)),
  consentBox(form, texts.consentText),
  html`<p class="actions">${submitButton(texts.submit)}<a href="${paths.registration.to({ token })}">${texts.back}</a></p>`,
])}`,
  )
}
