import { refuse } from '../../shared/web/refusal.ts'
import type { Reply } from '../../shared/web/reply.ts'
import type { Request } from '../../shared/web/request.ts'
import type { Registering } from './registering.ts'

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
