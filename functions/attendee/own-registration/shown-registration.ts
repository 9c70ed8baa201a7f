import { toOwnRegistrationOutput } from '../../../shared/api/own-registration.ts'
import { json, type Reply } from '../../../shared/http/reply.ts'
import type { Request } from '../../../shared/http/request.ts'
import type { Services } from '../services.ts'
import type { Linked } from './linked-page.ts'
import { waitingBefore } from './registration.ts'

/** A registration as the API answers it to its holder. */
export const show = async (
  { registrations }: Services,
  request: Request,
  { event, registration }: Omit<Linked, 'token'>,
): Promise<Reply> => {
  const before = await waitingBefore(registrations, registration)
  return json(toOwnRegistrationOutput({ event, registration, before }, { siteUrl: request.context.siteUrl, now: request.now }))
}

/** Answers with the registration's new state. */
export const showNow = async (services: Services, request: Request, linked: Linked): Promise<Reply> => {
  const registration = await services.registrations.get(linked.registration.id)
  return show(services, request, { ...linked, registration: registration ?? linked.registration })
}
