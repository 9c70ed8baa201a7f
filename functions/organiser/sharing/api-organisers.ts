import { organiserInput, organiserRemovalInput, organisersOutput } from '../../../shared/api/organisers.ts'
import { withBody } from '../../../shared/http/body.ts'
import { refuse, refuseFields } from '../../../shared/http/refusal.ts'
import { json, type Reply } from '../../../shared/http/reply.ts'
import type { StaffRequest } from '../../../shared/http/request.ts'
import type { Shared } from '../../../shared/use-cases/event/sharing.ts'
import { withOwnEvent } from '../event/own-event.ts'
import { addressProblem, organisersOf, type Parts, sharingRefusals } from './organisers.ts'

/** The organisers after a change, or why there was none. */
const answer = async (services: Parts, request: StaffRequest, shared: Shared): Promise<Reply> => {
  switch (shared.outcome) {
    case 'done':
      return json(organisersOutput.parse({ organisers: await organisersOf(services, shared.event) }))
    case 'no-such-event':
    case 'not-allowed':
    case 'changed-meanwhile':
      return refuse(request, ...sharingRefusals[shared.outcome])
    default: {
      const problem = addressProblem(shared.outcome, 'email')
      return refuseFields(request, problem === undefined ? [] : [problem])
    }
  }
}

export const listOrganisers =
  (services: Parts) =>
  (request: StaffRequest): Promise<Reply> =>
    withOwnEvent(services.events, request, ({ event }) => answer(services, request, { outcome: 'done', event }))

const withEmail =
  (act: 'share' | 'handOver') =>
  (services: Parts) =>
  (request: StaffRequest): Promise<Reply> =>
    withBody(request, organiserInput, async ({ email }) =>
      answer(services, request, await services.sharing[act](request.parameter('slug'), request, email)),
    )

export const shareEvent = withEmail('share')
export const handOverEvent = withEmail('handOver')

export const unshareEvent =
  (services: Parts) =>
  (request: StaffRequest): Promise<Reply> =>
    withBody(request, organiserRemovalInput, async ({ subject }) =>
      answer(services, request, await services.sharing.unshare(request.parameter('slug'), request, subject)),
    )
