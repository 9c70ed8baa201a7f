import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import { suppressBelow } from '../../../shared/domain/feedback/summary.ts'
import { answersSchema, type Question } from '../../../shared/domain/feedback/survey.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import type { FieldWords } from '../../../shared/texts/field-words.ts'
import { formatsIn } from '../../../shared/texts/formats.ts'
import { type Texts, textsIn } from '../../../shared/texts/texts.ts'
import { checkboxGroup, radioGroup, scaleField, textArea } from '../../../shared/views/form/fields.ts'
import { errorSummary, type Form, type FormValues, postForm, submitButton } from '../../../shared/views/form/form.ts'
import { layout } from '../../../shared/views/page/layout.ts'
import { notice } from '../../../shared/views/page/notice.ts'
import { type HeadedEvent, pageAboutEvent } from '../programme/page-about-event.ts'

/** The page of a survey link: the form (fields named by question id), or why there is none. */
export type FeedbackModel = { readonly event: HeadedEvent } & (
  | {
      readonly state: 'open'
      readonly questions: readonly Question[]
      readonly values: FormValues
      readonly problems: readonly FieldProblem[]
    }
  | { readonly state: 'not-yet' }
  | { readonly state: 'answered' }
  | { readonly state: 'ended' }
)

export const feedbackView = (context: PageContext, model: FeedbackModel): Html => {
  const { language } = context
  const { event } = model
  const texts = textsIn(language).feedback
  switch (model.state) {
    case 'open':
      return surveyPage(context, event, surveyForm(context, model), model.questions)
    case 'not-yet': {
      const body = texts.notYet.body({ moment: `${formatsIn(language).moment(event.endsAt, event.timeZone)} (${event.timeZone})` })
      return noSurvey(context, event, notice('info', { title: texts.notYet.title, body }))
    }
    case 'answered':
      return noSurvey(context, event, notice('success', texts.answered))
    case 'ended':
      return noSurvey(context, event, notice('info', texts.ended))
  }
}

const noSurvey = (context: PageContext, event: HeadedEvent, said: Html): Html => {
  const { title } = textsIn(context.language).feedback
  return pageAboutEvent(context, { event, heading: title }, said)
}

const surveyForm = (
  { language }: PageContext,
  { questions, values, problems }: { questions: readonly Question[]; values: FormValues; problems: readonly FieldProblem[] },
): Form => {
  const texts = textsIn(language)
  return { texts, schema: answersSchema(questions), values, problems, wordsOf: (id) => surveyWords(texts, id) }
}

const surveyPage = (context: PageContext, event: HeadedEvent, form: Form, questions: readonly Question[]): Html => {
  const texts = form.texts.feedback
  return pageAboutEvent(
    context,
    { event, heading: texts.title, form },
    html`${errorSummary(form)}
<p class="intro">${texts.intro}</p>${notice('info', { title: texts.once, body: texts.anonymous({ fewest: suppressBelow }) })}
${postForm(context, [...questions.map((question) => questionField(form, question)), submitButton(texts.submit)])}`,
  )
}

/** The label of a question or option, by id; options not in the texts are shown as they are. */
const surveyLabel = (texts: Texts, id: string): string => new Map<string, string>(Object.entries(texts.survey)).get(id) ?? id

const surveyWords = (texts: Texts, id: string): FieldWords => {
  const label = surveyLabel(texts, id)
  const missing = new Map<string, string>(Object.entries(texts.feedback.missing)).get(id) ?? texts.questions.select({ question: label })
  return { label, subject: texts.questions.answerTo({ question: label }), missing }
}

const questionField = (form: Form, question: Question): Html => {
  const { id: name } = question
  const texts = form.texts.feedback
  switch (question.type) {
    case 'rating':
      return scaleField(form, { name, from: 1, to: 5, ...endsOf(form, name) })
    case 'recommendation':
      return scaleField(form, { name, from: 0, to: 10, ...endsOf(form, name) })
    case 'single':
      return radioGroup(form, { name, options: optionsOf(form, question.options) })
    case 'multiple':
      return checkboxGroup(form, { name, hint: texts.several, options: optionsOf(form, question.options) })
    case 'text':
      return textArea(form, { name, rows: 4 })
  }
}

const optionsOf = (form: Form, options: readonly string[]) => options.map((value) => ({ value, label: surveyLabel(form.texts, value) }))

const endsOf = (form: Form, id: string): { readonly low: string; readonly high: string } => {
  const { ends } = form.texts.feedback
  return new Map(Object.entries(ends)).get(id) ?? ends.other
}

/** Where the browser goes once the answers are stored; it names no event, so that it reveals nothing about the person. */
export const feedbackThanksView = (context: PageContext): Html => {
  const texts = textsIn(context.language)
  const { title, body } = texts.feedback.thanks
  return layout(context, {
    title,
    main: html`<div class="wrap narrow"><h1>${title}</h1><p class="lead">${body}</p>
<p class="actions"><a class="button button-quiet" href="${paths.home.pattern}">${texts.errorPage.events}</a></p></div>`,
  })
}
