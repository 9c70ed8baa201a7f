import { toAttachmentOutput } from '../../../shared/api/attachments.ts'
import { attachFileInput, fileFormOutput } from '../../../shared/api/file-forms.ts'
import { namedEventOutput } from '../../../shared/api/managed-event.ts'
import { mayAttach } from '../../../shared/domain/attachment/attachment.ts'
import { concerning } from '../../../shared/http/auditing.ts'
import { withBody } from '../../../shared/http/body.ts'
import { refuse, refuseFields } from '../../../shared/http/refusal.ts'
import { json, type Reply } from '../../../shared/http/reply.ts'
import type { StaffRequest } from '../../../shared/http/request.ts'
import { withOwnEvent } from '../event/own-event.ts'
import { refuseAction } from '../event/refused-action.ts'
import type { Services } from '../services.ts'
import { cannotAttach } from './attachments.ts'

type Parts = Pick<Services, 'events' | 'attaching'>

/** `POST /api/v1/events/{slug}/file-forms` */
export const makeFileForm =
  ({ events, attaching }: Parts) =>
  (request: StaffRequest): Promise<Reply> =>
    withOwnEvent(events, request, async ({ event }) => {
      if (!mayAttach(event, request.now)) return refuseAction(request, { outcome: 'wrong-state' })
      const { files } = await attaching()
      return json(fileFormOutput.parse(await files.uploadForm(event.slug, undefined, request.now)), 201)
    })

/** `POST /api/v1/events/{slug}/files` */
export const attachFile =
  ({ attaching }: Parts) =>
  (request: StaffRequest): Promise<Reply> | Reply =>
    withBody(request, attachFileInput, async (input) => {
      const attached = await (await attaching()).attaching.attach(request.parameter('slug'), request, input)
      switch (attached.outcome) {
        case 'attached': {
          const { event, attachment } = attached
          return concerning(json(toAttachmentOutput(event, attachment, request.context.siteUrl), 201), { target: attachment.id })
        }
        case 'refused':
        case 'not-sent':
        case 'too-many':
          return refuseFields(request, [cannotAttach(attached, 'key')])
        default:
          return refuseAction(request, attached)
      }
    })

/** `DELETE /api/v1/events/{slug}/files/{id}` */
export const removeFile =
  ({ attaching }: Parts) =>
  async (request: StaffRequest): Promise<Reply> => {
    const slug = request.parameter('slug')
    const detached = await (await attaching()).attaching.detach(slug, request, request.parameter('id'))
    if (detached.outcome === 'removed') return json(namedEventOutput.parse({ slug }))
    return detached.outcome === 'no-such-file' ? refuse(request, 'not-found', 'file') : refuseAction(request, detached)
  }
