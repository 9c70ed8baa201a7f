import type { Event } from '../../../shared/domain/event/event.ts'
import { isRunning, linksEnded } from '../../../shared/domain/event/registration-window.ts'
import type { Registration } from '../../../shared/domain/registration/registration.ts'
import { answersCloseAt } from '../../../shared/domain/registration-form/form.ts'
import { refuse } from '../../../shared/http/refusal.ts'
import { type Reply, seeOther } from '../../../shared/http/reply.ts'
import type { Request } from '../../../shared/http/request.ts'
import { paths } from '../../../shared/site/paths.ts'
import { registrationSubject } from '../../../shared/tokens/registration-tokens.ts'
import { registrationOf } from '../../../shared/use-cases/registration/finding-by-link.ts'
import type { Services } from '../services.ts'

/** The registration that a personal link opens. */
export interface Linked {
  readonly token: string
  readonly registration: Registration
  readonly event: Event
}

type LinkedPage = (services: Services, request: Request, linked: Linked) => Promise<Reply> | Reply

/** A page or API operation behind a personal link, until some time after the event: to anyone without the link it does not exist. */
export const linkedPage =
  (show: LinkedPage) =>
  (services: Services) =>
  async (request: Request): Promise<Reply> => {
    const token = request.parameter('token')
    const registration = await registrationOf(services.registrations, registrationSubject(await services.keys.links(), token))
    const event = registration === undefined ? undefined : await services.events.get(registration.slug)
    if (registration === undefined || event === undefined) return refuse(request, 'not-found', 'link')
    if (linksEnded(event, request.now)) return refuse(request, 'gone', 'linkEnded')
    return show(services, request, { token, registration, event })
  }

/** Whether the person can still change or cancel. */
export const isLive = ({ registration, event }: Linked, { now }: Pick<Request, 'now'>): boolean =>
  registration.status !== 'cancelled' && isRunning(event, now)

/** Whether answers may still be changed. */
export const answersOpen = ({ event }: Pick<Linked, 'event'>, { now }: Pick<Request, 'now'>): boolean => now < answersCloseAt(event)

/** Back to the registration's page, which shows its new state. */
export const backTo = ({ token }: Pick<Linked, 'token'>, query = ''): Reply => seeOther(paths.registration.to({ token }) + query)
