import { registrationHistoryOutput } from '../../../shared/api/registrations.ts'
import { emailKey } from '../../../shared/domain/basics/email-address.ts'
import { participationAt } from '../../../shared/domain/event/participation.ts'
import { isRunning } from '../../../shared/domain/event/registration-window.ts'
import { historyOf } from '../../../shared/domain/registration/history.ts'
import { refuse } from '../../../shared/http/refusal.ts'
import { json, page, type Reply } from '../../../shared/http/reply.ts'
import type { StaffRequest } from '../../../shared/http/request.ts'
import { personHash } from '../../../shared/tokens/registration-tokens.ts'
import { withOwnEvent } from '../event/own-event.ts'
import type { Services } from '../services.ts'
import { type RegistrationHistory, registrationHistoryView } from './history-view.ts'

type Parts = Pick<Services, 'events' | 'registrations' | 'outbox' | 'suppressions' | 'keys'>

// Somebody who requests a link every hour for a year has a longer history than anyone reads.
const mostShown = 200

const withHistory = (
  services: Parts,
  request: StaffRequest,
  show: (found: RegistrationHistory) => Promise<Reply> | Reply,
): Promise<Reply> =>
  withOwnEvent(services.events, request, async ({ event }) => {
    const registration = await services.registrations.get(request.parameter('id'))
    if (registration === undefined || registration.slug !== event.slug) return refuse(request, 'not-found', 'registration')
    const person = personHash(await services.keys.links(), emailKey(registration.email))
    const [messages, suppression] = await Promise.all([services.outbox.allOf(registration.id), services.suppressions.get(person)])
    const entries = historyOf({ registration, messages, event, suppression })
    const history = entries.slice(-mostShown)
    return show({ event, registration, history, earlier: entries.length - history.length })
  })

export const registrationHistory =
  (services: Parts) =>
  (request: StaffRequest): Promise<Reply> =>
    withHistory(services, request, (found) =>
      page(
        registrationHistoryView(request.context, {
          ...found,
          cancellable: found.registration.status !== 'cancelled' && isRunning(found.event, request.now),
        }),
      ),
    )

export const readRegistration =
  (services: Parts) =>
  (request: StaffRequest): Promise<Reply> =>
    withHistory(services, request, ({ event, registration, history, earlier }) =>
      json(registrationHistoryOutput.parse({ ...registration, participation: participationAt(event, registration), history, earlier })),
    )
