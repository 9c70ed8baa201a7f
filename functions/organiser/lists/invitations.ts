import { randomUUID } from 'node:crypto'
import { invitationsOutput } from '../../../shared/api/lists.ts'
import type { Instant } from '../../../shared/domain/basics/wall-time.ts'
import type { Event } from '../../../shared/domain/event/event.ts'
import { registrationState } from '../../../shared/domain/event/registration-window.ts'
import { messageEvent } from '../../../shared/domain/mail/owed-mail.ts'
import { refuse } from '../../../shared/http/refusal.ts'
import { json, page, type Reply, seeOther } from '../../../shared/http/reply.ts'
import { formOf, type StaffRequest } from '../../../shared/http/request.ts'
import { paths } from '../../../shared/site/paths.ts'
import { lists } from '../../../shared/store/address-lists.ts'
import { withOwnEvent } from '../event/own-event.ts'
import type { Services } from '../services.ts'
import { invitationsView } from './invitations-view.ts'

type Used = Pick<Services, 'events' | 'lists' | 'fanOuts'>

/** Runs with one of the reader's own events that has a list of invited people. */
const withInvited = (services: Used, request: StaffRequest, run: (event: Event) => Promise<Reply> | Reply): Promise<Reply> =>
  withOwnEvent(services.events, request, ({ event }) =>
    event.audience === 'invited' ? run(event) : refuse(request, 'state-conflict', 'transition'),
  )

const isOpen = (event: Event, now: Instant): boolean => registrationState(event, now) === 'open'

/** The confirmation page before invitations are sent. */
export const checkInvitations =
  (services: Used) =>
  (request: StaffRequest): Promise<Reply> =>
    withInvited(services, request, async (event) =>
      page(
        invitationsView(request.context, {
          event,
          people: await services.lists.countToInvite(lists.invited(event.slug)),
          open: isOpen(event, request.now),
          key: randomUUID(),
        }),
      ),
    )

/** Leaves inviting to the fan-out, so it returns immediately however many there are. `mark` identifies it: repeating is harmless. */
const begin = async ({ fanOuts }: Used, event: Event, mark: string, now: Instant): Promise<void> => {
  const { slug, revision, language } = event
  await fanOuts.begin({ kind: 'invited', slug, revision, mark, language, createdAt: now, event: messageEvent(event) })
}

export const sendInvitations =
  (services: Used) =>
  (request: StaffRequest): Promise<Reply> =>
    withInvited(services, request, async (event) => {
      if (!isOpen(event, request.now)) return refuse(request, 'state-conflict', 'registrationClosed')
      const mark = /^[\w-]{8,64}$/.exec(formOf(request).get('requestKey') ?? '')?.[0] ?? randomUUID()
      await begin(services, event, mark, request.now)
      return seeOther(`${paths.invited.to(event)}?begun`)
    })

/** `POST /api/v1/events/{slug}/invitations`: repeating it invites nobody twice. */
export const apiInvite =
  (services: Used) =>
  (request: StaffRequest): Promise<Reply> =>
    withInvited(services, request, async (event) => {
      if (!isOpen(event, request.now)) return refuse(request, 'state-conflict', 'registrationClosed')
      const addresses = await services.lists.countToInvite(lists.invited(event.slug))
      await begin(services, event, randomUUID(), request.now)
      return json(invitationsOutput.parse({ addresses }), 202)
    })
