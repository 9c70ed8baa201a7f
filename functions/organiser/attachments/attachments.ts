import {
  attachmentInputSchema,
  mayAttach,
  mostAttachments,
  type SentAttachment,
  titleFromName,
} from '../../../shared/domain/attachment/attachment.ts'
import { check } from '../../../shared/domain/basics/check.ts'
import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import type { Instant } from '../../../shared/domain/basics/wall-time.ts'
import type { Event } from '../../../shared/domain/event/event.ts'
import { concerning } from '../../../shared/http/auditing.ts'
import { withFormsTo } from '../../../shared/http/headers.ts'
import { refuse } from '../../../shared/http/refusal.ts'
import { page, type Reply, seeOther } from '../../../shared/http/reply.ts'
import { filled, formOf, type StaffRequest } from '../../../shared/http/request.ts'
import { paths } from '../../../shared/site/paths.ts'
import type { AttachmentFiles } from '../../../shared/store/s3/attachment-files.ts'
import type { Attached } from '../../../shared/use-cases/event/attaching.ts'
import { withOwnEvent } from '../event/own-event.ts'
import { refuseAction } from '../event/refused-action.ts'
import type { Services } from '../services.ts'
import { type AttachmentsNotice, attachmentsView } from './attachments-view.ts'

type Parts = Pick<Services, 'events' | 'attaching'>
type Unattached = Extract<Attached, { readonly outcome: 'refused' | 'not-sent' | 'too-many' }>

/** Why what was sent is not attached. */
export const cannotAttach = (why: Unattached, field: 'key' | 'file'): FieldProblem => {
  switch (why.outcome) {
    case 'refused':
      return { field, code: `file-${why.why}` }
    case 'not-sent':
      return { field, code: 'file-not-sent' }
    case 'too-many':
      return { field, code: 'too-many-files', limit: mostAttachments }
  }
}

const notices: readonly AttachmentsNotice[] = ['added', 'removed']

interface Arrived {
  readonly sent?: Extract<SentAttachment, { readonly state: 'kept' }>
  readonly problem?: FieldProblem
}

/** What has just been sent to the bucket, as the browser comes back from there with its key. */
const arrivedAt = async (files: AttachmentFiles, { slug, attachments = [] }: Event, key: string, now: Instant): Promise<Arrived> => {
  const id = files.idFor(slug, key)
  if (id === undefined) return {}
  const sent = await files.judge(key, now)
  const isAttached = attachments.some((each) => each.id === id)
  if (sent === undefined) return isAttached ? {} : { problem: cannotAttach({ outcome: 'not-sent' }, 'file') }
  // Its form was sent again, with another file.
  if (isAttached) return { problem: cannotAttach({ outcome: 'not-sent' }, 'file') }
  return sent.state === 'kept' ? { sent } : { problem: cannotAttach({ outcome: 'refused', why: sent.why }, 'file') }
}

const show = (
  { events, attaching }: Parts,
  request: StaffRequest,
  { key, form = new URLSearchParams(), problems = [] }: { key: string; form?: URLSearchParams; problems?: readonly FieldProblem[] },
): Promise<Reply> =>
  withOwnEvent(events, request, async ({ event }) => {
    const { files } = await attaching()
    const { attachments = [] } = event
    const isOpen = mayAttach(event, request.now)
    const mayAdd = isOpen && attachments.length < mostAttachments
    const { sent, problem }: Arrived = mayAdd ? await arrivedAt(files, event, key, request.now) : {}
    const notice = notices.find((known) => known === request.query.get('done'))
    const all = problem === undefined || problems.length > 0 ? problems : [problem]
    const back = request.context.siteUrl + paths.attachments.to(event)
    const reply = await page(
      attachmentsView(request.context, {
        event,
        isOpen,
        problems: all,
        ...(sent === undefined ? {} : { sent: { ...sent, key } }),
        values: { ...(sent === undefined ? {} : { title: titleFromName(sent.name) }), ...Object.fromEntries(form) },
        ...(mayAdd ? { upload: await files.uploadForm(event.slug, back, request.now) } : {}),
        ...(notice === undefined ? {} : { notice }),
      }),
      all.length === 0 ? 200 : 422,
    )
    return mayAdd ? withFormsTo(files.origin, reply) : reply
  })

/** The files of an event, with a form to add one: sent to the bucket first, then given a title. */
export const attachments =
  (services: Parts) =>
  (request: StaffRequest): Promise<Reply> => {
    const form = request.typed ?? new URLSearchParams()
    return show(services, request, { key: request.query.get('key') ?? form.get('key') ?? '', form })
  }

export const attach =
  (services: Parts) =>
  async (request: StaffRequest): Promise<Reply> => {
    const form = formOf(request)
    const { key = '', title } = filled(form)
    const checked = check(attachmentInputSchema, { title })
    if (!checked.ok) return show(services, request, { key, form, problems: checked.problems })
    const slug = request.parameter('slug')
    const attached = await (await services.attaching()).attaching.attach(slug, request, { key, ...checked.value })
    switch (attached.outcome) {
      case 'attached':
        return concerning(seeOther(`${paths.attachments.to({ slug })}?done=added`), { target: attached.attachment.id })
      case 'refused':
      case 'not-sent':
      case 'too-many':
        return show(services, request, { key: '', form, problems: [cannotAttach(attached, 'file')] })
      default:
        return refuseAction(request, attached)
    }
  }

/** Removes a file of the event. */
export const detach =
  (services: Parts) =>
  async (request: StaffRequest): Promise<Reply> => {
    const slug = request.parameter('slug')
    const detached = await (await services.attaching()).attaching.detach(slug, request, request.parameter('id'))
    if (detached.outcome === 'removed') return seeOther(`${paths.attachments.to({ slug })}?done=removed`)
    return detached.outcome === 'no-such-file' ? refuse(request, 'not-found', 'file') : refuseAction(request, detached)
  }
