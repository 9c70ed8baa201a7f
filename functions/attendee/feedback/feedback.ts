import { check } from '../../../shared/domain/basics/check.ts'
import { answersSchema, type Question, surveyTemplate } from '../../../shared/domain/feedback/survey.ts'
import { refuse } from '../../../shared/http/refusal.ts'
import { page, type Reply, seeOther } from '../../../shared/http/reply.ts'
import { formOf, type Request } from '../../../shared/http/request.ts'
import { paths } from '../../../shared/site/paths.ts'
import { openSurvey } from '../../../shared/use-cases/feedback/giving-feedback.ts'
import type { Services } from '../services.ts'
import { feedbackThanksView, feedbackView } from './feedback-view.ts'

const questions: readonly Question[] = surveyTemplate

const numeric = (text: string): number | string => (/^\d{1,2}$/.test(text) ? Number(text) : text)

/** A form's answers, as the survey's schema takes them; unanswered questions are left out. */
const answersFrom = (form: URLSearchParams): Record<string, unknown> =>
  Object.fromEntries(
    questions.flatMap(({ id, type }): [string, unknown][] => {
      if (type === 'multiple') return form.has(id) ? [[id, form.getAll(id)]] : []
      const text = (form.get(id) ?? '').trim()
      if (text === '') return []
      return [[id, type === 'rating' || type === 'recommendation' ? numeric(text) : text]]
    }),
  )

export const feedbackForm =
  (services: Services) =>
  async (request: Request): Promise<Reply> => {
    const link = await openSurvey(services, request.parameter('token'), request.now)
    switch (link.state) {
      case 'no-such-link':
        return refuse(request, 'not-found', 'link')
      case 'open':
        return page(feedbackView(request.context, { state: 'open', event: link.event, questions, values: {}, problems: [] }))
      case 'not-yet':
      case 'answered':
      case 'ended':
        return page(feedbackView(request.context, { state: link.state, event: link.event }))
    }
  }

export const giveFeedback =
  (services: Services) =>
  async (request: Request): Promise<Reply> => {
    const link = await openSurvey(services, request.parameter('token'), request.now)
    if (link.state !== 'open') return feedbackForm(services)(request)
    const form = formOf(request)
    const checked = check(answersSchema(questions), answersFrom(form))
    if (!checked.ok) {
      const { event } = link
      const model = { state: 'open', event, questions, values: Object.fromEntries(form), problems: checked.problems } as const
      return page(feedbackView(request.context, model), 422)
    }
    const given = await services.responses.give(link.registration, questions, checked.value)
    return given ? seeOther(paths.feedbackThanks.pattern) : feedbackForm(services)(request)
  }

export const feedbackThanks = (request: Request): Promise<Reply> => page(feedbackThanksView(request.context))
