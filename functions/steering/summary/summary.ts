import { summaryOutput } from '../../../shared/api/feedback.ts'
import { type Event, isPublic } from '../../../shared/domain/event/event.ts'
import { type Summary, shownTally, summarise, surveyClosesAt } from '../../../shared/domain/feedback/summary.ts'
import { surveyTemplate } from '../../../shared/domain/feedback/survey.ts'
import { mayManage, mayReadSummary } from '../../../shared/domain/who-may.ts'
import { refuse } from '../../../shared/http/refusal.ts'
import { json, page, type Reply } from '../../../shared/http/reply.ts'
import type { StaffRequest } from '../../../shared/http/request.ts'
import { textsIn } from '../../../shared/texts/texts.ts'
import type { Services } from '../services.ts'
import { summaryView } from './summary-view.ts'

const withSummary = async (
  { events, tallies, comments }: Services,
  request: StaffRequest,
  show: (event: Event, summary: Summary) => Promise<Reply> | Reply,
): Promise<Reply> => {
  const slug = request.parameter('slug')
  const event = await events.get(slug)
  if (event === undefined) return refuse(request, 'not-found', 'event')
  if (!mayReadSummary(request.staff, event)) {
    return isPublic(event) ? refuse(request, 'not-allowed', 'summary') : refuse(request, 'not-found', 'event')
  }
  const ended = request.now >= surveyClosesAt(event)
  const [tally, texts] = await Promise.all([tallies.get(slug), comments.list(slug, surveyTemplate, ended)])
  return show(event, summarise(surveyTemplate, shownTally(tally, ended), texts))
}

export const summary =
  (services: Services) =>
  (request: StaffRequest): Promise<Reply> =>
    withSummary(services, request, (event, found) =>
      page(summaryView(request.context, { event, summary: found, now: request.now, manages: mayManage(request.staff, event) })),
    )

export const getSummary =
  (services: Services) =>
  (request: StaffRequest): Promise<Reply> =>
    withSummary(services, request, (_event, found) => {
      const labels: Readonly<Record<string, string>> = textsIn(request.language).survey
      const questions = found.questions.map((question) => ({ ...question, label: labels[question.id] ?? question.id }))
      return json(summaryOutput.parse({ ...found, questions }))
    })
