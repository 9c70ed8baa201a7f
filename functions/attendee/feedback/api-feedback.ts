import { check } from '../../../shared/domain/basics/check.ts'
import { answersSchema, type Question, responseInputSchema, surveyTemplate } from '../../../shared/domain/feedback/survey.ts'
import { withBody } from '../../../shared/http/body.ts'
import { refuse, refuseFields } from '../../../shared/http/refusal.ts'
import { json, type Reply } from '../../../shared/http/reply.ts'
import type { Request } from '../../../shared/http/request.ts'
import { textsIn } from '../../../shared/texts/texts.ts'
import { openSurvey } from '../../../shared/use-cases/feedback/giving-feedback.ts'
import { findPublic } from '../programme/public-event.ts'
import type { Services } from '../services.ts'

const questions: readonly Question[] = surveyTemplate

export const getSurvey =
  ({ events }: Services) =>
  async (request: Request): Promise<Reply> => {
    const found = await findPublic(events, request.parameter('slug'))
    if (found === undefined) return refuse(request, 'not-found', 'event')
    const { survey } = textsIn(request.language)
    return json({ questions: surveyTemplate.map(({ id, type, required }) => ({ id, type, label: survey[id], required })) })
  }

export const respond =
  (services: Services) =>
  (request: Request): Promise<Reply> =>
    withBody(request, responseInputSchema, async ({ token, answers }) => {
      const link = await openSurvey(services, token, request.now)
      if (link.state === 'no-such-link') return refuse(request, 'not-found', 'link')
      if (link.state === 'not-yet') return refuse(request, 'state-conflict', 'surveyNotOpen')
      if (link.state === 'answered') return refuse(request, 'gone', 'answered')
      if (link.state === 'ended') return refuse(request, 'gone', 'surveyEnded')
      const checked = check(answersSchema(questions), answers)
      if (!checked.ok) {
        return refuseFields(
          request,
          checked.problems.map((problem) => ({ ...problem, field: `answers.${problem.field}` })),
        )
      }
      const given = await services.responses.give(link.registration, questions, checked.value)
      return given ? json({ status: 'received' }, 201) : refuse(request, 'gone', 'answered')
    })
