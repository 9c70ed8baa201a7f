import { registrationInputSchema } from '../../shared/domain/registration.ts'
import { withBody } from '../../shared/web/check.ts'
import { refuseFields } from '../../shared/web/refusal.ts'
import { json, type Reply } from '../../shared/web/reply.ts'
import type { Request } from '../../shared/web/request.ts'
import { refusalOf } from './registering-refusal.ts'
import type { Services } from './services.ts'

const longestKey = 200

export const registerPerson =
  ({ register }: Services) =>
  (request: Request): Promise<Reply> =>
    withBody(request, registrationInputSchema, async (input) => {
      const requestKey = request.headers['idempotency-key']?.slice(0, longestKey)
      const status = await register(request.parameter('slug'), input, { now: request.now, language: request.language, requestKey })
      if (typeof status === 'object') return refuseFields(request, status.problems)
      return refusalOf(request, status) ?? json({ status }, 201)
    })
