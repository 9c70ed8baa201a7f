import { slugOf } from '../../../shared/domain/event/event.ts'
import { maySteer } from '../../../shared/domain/who-may.ts'
import { file, page, type Reply } from '../../../shared/http/reply.ts'
import type { StaffRequest } from '../../../shared/http/request.ts'
import type { Services } from '../services.ts'
import { withProposal } from '../voting/found-proposal.ts'
import { minutesView } from './minutes-view.ts'
import { minutesText } from './plain-text.ts'

/** The minutes of a proposal. */
export const minutes =
  (services: Pick<Services, 'proposals'>) =>
  (request: StaffRequest): Promise<Reply> =>
    withProposal(services, request, (whole) =>
      page(minutesView(request.context, { whole, now: request.now, named: maySteer(request.staff) })),
    )

/** The same as a file. */
export const minutesFile =
  (services: Pick<Services, 'proposals'>) =>
  (request: StaffRequest): Promise<Reply> =>
    withProposal(services, request, (whole) => {
      const { now, language } = request
      const name = `minutes-${slugOf(whole.proposal.asked.title)}.txt`
      return file(minutesText(whole, { now, language, named: maySteer(request.staff) }), 'text/plain; charset=utf-8', name)
    })
