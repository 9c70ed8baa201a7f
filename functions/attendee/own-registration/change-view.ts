import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import type { Event } from '../../../shared/domain/event/event.ts'
import type { Participation } from '../../../shared/domain/event/participation.ts'
import { registrationDetailsSchema } from '../../../shared/domain/registration/registration.ts'
import { answersCloseAt, asksAnything, type RegistrationForm } from '../../../shared/domain/registration-form/form.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import { formatsIn } from '../../../shared/texts/formats.ts'
import { textsIn } from '../../../shared/texts/texts.ts'
import { errorSummary, type FormValues, postForm, submitButton } from '../../../shared/views/form/form.ts'
import { notice } from '../../../shared/views/page/notice.ts'
import { type HeadedEvent, pageAboutEvent } from '../programme/page-about-event.ts'
import { personFields, personForm } from '../registration-form/person-fields.ts'
import type { About } from '../registration-form/question-fields.ts'
import { type OfferedSession, type OwnSessions, sessionChoice } from '../registration-form/session-choice.ts'

/** The form of `registrationDetailsSchema`, with the event's questions and sessions while these may be changed. */
export interface RegistrationChangeModel {
  readonly token: string
  readonly event: HeadedEvent & RegistrationForm & Pick<Event, 'changesUntil'>
  /** Whether answers and sessions may still be changed. */
  readonly answersOpen: boolean
  /** The sessions that can be chosen, and those chosen before. */
  readonly offered: readonly OfferedSession[]
  readonly own: OwnSessions & Pick<About, 'own'>
  /** The ways to take part in which no place is left. */
  readonly full?: readonly Participation[]
  readonly values: FormValues
  readonly problems: readonly FieldProblem[]
}

const deadline = ({ language }: PageContext, { event, answersOpen, offered }: RegistrationChangeModel): Html | '' => {
  const asks = asksAnything(event)
  if (!asks && offered.length === 0) return ''
  const texts = textsIn(language).registration
  const answers = event.attendeeTypes.length + event.questions.length > 0 ? 'answers' : 'participation'
  const { changesUntil, answersClosed } = texts.upTo[offered.length === 0 ? answers : asks ? 'both' : 'sessions']
  const moment = `${formatsIn(language).moment(answersCloseAt(event), event.timeZone)} (${event.timeZone})`
  return answersOpen
    ? html`<p class="intro">${changesUntil({ moment })}</p>`
    : html`<div class="intro">${notice('info', { title: answersClosed, body: texts.wasPossible({ moment }) })}</div>`
}

export const registrationChangeView = (context: PageContext, model: RegistrationChangeModel): Html => {
  const { token, event, answersOpen, offered, own, full = [], values, problems } = model
  const asked: RegistrationForm = answersOpen ? event : { attendeeTypes: [], questions: [] }
  const form = personForm(context, { schema: registrationDetailsSchema, asked, values, problems })
  const texts = textsIn(context.language).registration.changePage
  return pageAboutEvent(
    context,
    { event, heading: texts.title, form },
    html`${errorSummary(form)}
${deadline(context, model)}
${postForm(context, [
  ...personFields(context, form, { asked, full, own: own.own }),
  answersOpen ? sessionChoice(context, form, offered, own) : '',
  html`<p class="actions">${submitButton(texts.submit)}<a href="${paths.registration.to({ token })}">${texts.back}</a></p>`,
])}`,
  )
}
