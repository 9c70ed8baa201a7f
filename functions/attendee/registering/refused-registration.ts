import { refuse } from '../../../shared/http/refusal.ts'
import type { Reply } from '../../../shared/http/reply.ts'
import type { Request } from '../../../shared/http/request.ts'
import type { Registering } from '../../../shared/use-cases/registration/registering.ts'

/** The answer to a request to register that could not be met, whatever its fields say; undefined where it was. */
export const refusalOf = (request: Request, registering: Extract<Registering, string>): Promise<Reply> | Reply | undefined => {
  switch (registering) {
    case 'no-such-event':
      return refuse(request, 'not-found', 'event')
    case 'closed':
      return refuse(request, 'state-conflict', 'registrationClosed')
    case 'not-open-yet':
      return refuse(request, 'state-conflict', 'registrationNotOpenYet')
    case 'full':
      return refuse(request, 'state-conflict', 'registrationFull')
    default:
      return undefined
  }
}
