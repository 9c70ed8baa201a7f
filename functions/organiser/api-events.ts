import { mayOrganise } from '../../shared/domain/access.ts'
import { eventInputSchema, eventPatchSchema, patched } from '../../shared/domain/event.ts'
import { toOwnEventOutput } from '../../shared/web/api/schemas.ts'
import { withBody } from '../../shared/web/check.ts'
import { refuse, refuseFields } from '../../shared/web/refusal.ts'
import { json, type Reply } from '../../shared/web/reply.ts'
import type { StaffRequest } from '../../shared/web/request.ts'
import type { Scheduled, Scheduling } from './scheduling.ts'

interface Services {
  readonly scheduling: Scheduling
}

const answer = (request: StaffRequest, scheduled: Scheduled): Promise<Reply> | Reply => {
  switch (scheduled.outcome) {
    case 'done':
      return json(toOwnEventOutput(scheduled.event, request.context.siteUrl))
    case 'invalid':
      return refuseFields(request, scheduled.problems)
    case 'no-such-event':
      return refuse(request, 'not-found', 'event')
    case 'not-owner':
      return refuse(request, 'not-allowed', 'owner')
    case 'wrong-state':
      return refuse(request, 'state-conflict', 'transition')
    case 'changed-meanwhile':
      return refuse(request, 'state-conflict', 'meanwhile')
  }
}

export const createEvent =
  ({ scheduling }: Services) =>
  (request: StaffRequest): Promise<Reply> | Reply =>
    mayOrganise(request.staff)
      ? withBody(request, eventInputSchema, async (input) =>
          json(toOwnEventOutput(await scheduling.create(input, request), request.context.siteUrl), 201),
        )
      : refuse(request, 'not-allowed', 'role')

export const changeEvent =
  ({ scheduling }: Services) =>
  (request: StaffRequest): Promise<Reply> =>
    withBody(request, eventPatchSchema, async (patch) =>
      answer(request, await scheduling.change(request.parameter('slug'), request, (input) => patched(input, patch))),
    )

export const publishEvent =
  ({ scheduling }: Services) =>
  async (request: StaffRequest): Promise<Reply> =>
    answer(request, await scheduling.publish(request.parameter('slug'), request))

export const cancelEvent =
  ({ scheduling }: Services) =>
  async (request: StaffRequest): Promise<Reply> =>
    answer(request, await scheduling.cancel(request.parameter('slug'), request))
