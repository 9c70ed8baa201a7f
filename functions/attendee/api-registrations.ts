import { registrationInputSchema } from '../../shared/domain/registration.ts'
import { checkWithAnswers } from '../../shared/web/check-answers.ts'
import { refuse, refuseFields } from '../../shared/web/refusal.ts'
import { json, type Reply } from '../../shared/web/reply.ts'
import { jsonOf, type Request } from '../../shared/web/request.ts'
import { findRecent } from './find-event.ts'
import { refusalOf } from './registering-refusal.ts'
import type { Services } from './services.ts'

const longestKey = 200

export const registerPerson =
  ({ recent, register }: Services) =>
  async (request: Request): Promise<Reply> => {
    const body = jsonOf(request)
    if (body === undefined) return refuse(request, 'malformed-body', 'json')
    const found = await findRecent(recent, request.parameter('slug'))
    if (found === undefined) return refuse(request, 'not-found', 'event')
    const checked = checkWithAnswers(registrationInputSchema, found.event, body.value)
    if (!checked.ok) return refuseFields(request, checked.problems)
    const requestKey = request.headers['idempotency-key']?.slice(0, longestKey)
    const status = await register(found.event.slug, checked.value, { now: request.now, language: request.language, requestKey })
    if (typeof status === 'object') return refuseFields(request, status.problems)
    return refusalOf(request, status) ?? json({ status }, 201)
  }
