import { pictureType } from '../../../shared/domain/attachment/picture.ts'
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

// Another picture has another address.
const forGood = 'public, max-age=31536000, immutable'

/** The picture of an event, also of a draft: its address is known only to those who see the page that shows it. */
export const uploadedPicture =
  (services: Pick<Services, 'events' | 'attachmentFiles'>) =>
  async (request: Request): Promise<Reply> => {
    const event = await services.events.get(request.parameter('slug'))
    const picture = event?.picture
    if (event === undefined || picture === undefined || picture.id !== request.parameter('id')) return refuse(request, 'not-found', 'file')
    const bytes = await (await services.attachmentFiles()).read(picture, request.now)
    if (bytes === undefined) return refuse(request, 'not-found', 'file')
    return {
      statusCode: 200,
      headers: { 'content-type': pictureType(picture), ...(isPublic(event) ? { 'cache-control': forGood, vary: 'Accept-Encoding' } : {}) },
      body: Buffer.from(bytes).toString('base64'),
      isBase64Encoded: true,
    }
  }
