import { approvingOutput } from '../../../shared/api/registrations.ts'
import type { Event } from '../../../shared/domain/event/event.ts'
import { type Refusal, refuse } from '../../../shared/http/refusal.ts'
import { json, type Reply, seeOther } from '../../../shared/http/reply.ts'
import type { StaffRequest } from '../../../shared/http/request.ts'
import { paths } from '../../../shared/site/paths.ts'
import type { Approving } from '../../../shared/use-cases/registration/approving.ts'
import { withOwnEvent } from '../event/own-event.ts'
import type { Services } from '../services.ts'

type Answer = (decided: Approving, event: Event) => Reply

const refusals: Readonly<Partial<Record<Approving, Refusal>>> = {
  'no-such-registration': ['not-found', 'registration'],
  decided: ['state-conflict', 'decided'],
  full: ['state-conflict', 'noPlace'],
}

/** Decides a request: refuses if that was not possible, otherwise `answer` shows the person's new status. */
const decision =
  (action: 'approve' | 'decline', answer: Answer) =>
  ({ events, approving }: Pick<Services, 'events' | 'approving'>) =>
  (request: StaffRequest): Promise<Reply> =>
    withOwnEvent(events, request, async ({ event }) => {
      const decided = await approving[action](event.slug, request.parameter('id'), request.now)
      const refusal = refusals[decided]
      return refusal === undefined ? answer(decided, event) : refuse(request, ...refusal)
    })

const backToList: Answer = (_, event) => seeOther(paths.eventRegistrations.to(event))
const status: Answer = (decided) => json(approvingOutput.parse({ status: decided }))

export const approveRequest = decision('approve', backToList)
export const declineRequest = decision('decline', backToList)
export const apiApprove = decision('approve', status)
export const apiDecline = decision('decline', status)
