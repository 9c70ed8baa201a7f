import { type Event, isPublic } from '../../../shared/domain/event/event.ts'
import { refuse } from '../../../shared/http/refusal.ts'
import { type Reply, seeOther } from '../../../shared/http/reply.ts'
import type { Request } from '../../../shared/http/request.ts'
import type { Services } from '../services.ts'

/** Redirects to a file of an event, with a URL valid for five minutes. */
export const sendFile = async (
  { attachmentFiles }: Pick<Services, 'attachmentFiles'>,
  request: Request,
  { attachments = [] }: Pick<Event, 'attachments'>,
): Promise<Reply> => {
  const attachment = attachments.find(({ id }) => id === request.parameter('id'))
  return attachment === undefined
    ? refuse(request, 'not-found', 'file')
    : seeOther(await (await attachmentFiles()).downloadUrl(attachment, request.now))
}

/** A file of an event that everyone may see. */
export const attachment =
  (services: Pick<Services, 'events' | 'attachmentFiles'>) =>
  async (request: Request): Promise<Reply> => {
    const event = await services.events.get(request.parameter('slug'))
    return event !== undefined && isPublic(event) ? sendFile(services, request, event) : refuse(request, 'not-found', 'event')
  }
