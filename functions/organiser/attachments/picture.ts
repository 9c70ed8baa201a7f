import { toPictureOutput } from '../../../shared/api/attachments.ts'
import { setPictureInput } from '../../../shared/api/file-forms.ts'
import { namedEventOutput } from '../../../shared/api/managed-event.ts'
import { mayAttach } from '../../../shared/domain/attachment/attachment.ts'
import { largestPictureMegabytes, pictureBytes, pictureInputSchema, type SentPicture } from '../../../shared/domain/attachment/picture.ts'
import { check } from '../../../shared/domain/basics/check.ts'
import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import type { Instant } from '../../../shared/domain/basics/wall-time.ts'
import type { Event } from '../../../shared/domain/event/event.ts'
import { withBody } from '../../../shared/http/body.ts'
import { withFormsTo } from '../../../shared/http/headers.ts'
import { refuse, refuseFields } from '../../../shared/http/refusal.ts'
import { json, page, type Reply, seeOther } from '../../../shared/http/reply.ts'
import { filled, formOf, type StaffRequest } from '../../../shared/http/request.ts'
import { paths } from '../../../shared/site/paths.ts'
import type { AttachmentFiles } from '../../../shared/store/s3/attachment-files.ts'
import type { Illustrated } from '../../../shared/use-cases/event/illustrating.ts'
import { withOwnEvent } from '../event/own-event.ts'
import { refuseAction } from '../event/refused-action.ts'
import type { Services } from '../services.ts'
import { type PictureNotice, pictureView } from './picture-view.ts'

type Parts = Pick<Services, 'events' | 'attaching'>
type NotShown = Extract<Illustrated, { readonly outcome: 'refused' | 'not-sent' }>

/** Why what was sent is not shown. */
const cannotShow = (why: NotShown, field: 'key' | 'file'): FieldProblem => {
  if (why.outcome === 'not-sent') return { field, code: 'file-not-sent' }
  return why.why === 'size' ? { field, code: 'picture-too-large', limit: largestPictureMegabytes } : { field, code: `file-${why.why}` }
}

const notices: readonly PictureNotice[] = ['shown', 'removed']

interface Arrived {
  readonly sent?: Extract<SentPicture, { readonly state: 'kept' }>
  readonly problem?: FieldProblem
}

/** What has just been sent to the bucket, as the browser comes back from there with its key. */
const arrivedAt = async (files: AttachmentFiles, { slug, picture }: Event, key: string, now: Instant): Promise<Arrived> => {
  const id = files.idFor(slug, key)
  if (id === undefined) return {}
  const sent = await files.judgePicture(key, now)
  const isShown = picture?.id === id
  if (sent === undefined && isShown) return {}
  // Its form was sent again, with another file.
  if (sent === undefined || isShown) return { problem: cannotShow({ outcome: 'not-sent' }, 'file') }
  return sent.state === 'kept' ? { sent } : { problem: cannotShow({ outcome: 'refused', why: sent.why }, 'file') }
}

const show = (
  { events, attaching }: Parts,
  request: StaffRequest,
  { key, form = new URLSearchParams(), problems = [] }: { key: string; form?: URLSearchParams; problems?: readonly FieldProblem[] },
): Promise<Reply> =>
  withOwnEvent(events, request, async ({ event }) => {
    const { files } = await attaching()
    const isOpen = mayAttach(event, request.now)
    const { sent, problem }: Arrived = isOpen ? await arrivedAt(files, event, key, request.now) : {}
    const notice = notices.find((known) => known === request.query.get('done'))
    const all = problem === undefined || problems.length > 0 ? problems : [problem]
    const back = request.context.siteUrl + paths.illustrate.to(event)
    const reply = await page(
      pictureView(request.context, {
        event,
        problems: all,
        values: Object.fromEntries(form),
        ...(sent === undefined ? {} : { sent: { ...sent, key } }),
        ...(isOpen ? { upload: await files.uploadForm(event.slug, back, request.now, pictureBytes) } : {}),
        ...(notice === undefined ? {} : { notice }),
      }),
      all.length === 0 ? 200 : 422,
    )
    return isOpen ? withFormsTo(files.origin, reply) : reply
  })

/** The picture of an event, with a form to choose one: sent to the bucket first, then described in words. */
export const picture =
  (services: Parts) =>
  (request: StaffRequest): Promise<Reply> => {
    const form = request.typed ?? new URLSearchParams()
    return show(services, request, { key: request.query.get('key') ?? form.get('key') ?? '', form })
  }

export const setPicture =
  (services: Parts) =>
  async (request: StaffRequest): Promise<Reply> => {
    const form = formOf(request)
    const { key = '', alt } = filled(form)
    const checked = check(pictureInputSchema, { alt })
    if (!checked.ok) return show(services, request, { key, form, problems: checked.problems })
    const slug = request.parameter('slug')
    const illustrated = await (await services.attaching()).illustrating.illustrate(slug, request, { key, ...checked.value })
    switch (illustrated.outcome) {
      case 'illustrated':
        return seeOther(`${paths.illustrate.to({ slug })}?done=shown`)
      case 'refused':
      case 'not-sent':
        return show(services, request, { key: '', form, problems: [cannotShow(illustrated, 'file')] })
      default:
        return refuseAction(request, illustrated)
    }
  }

const remove = async ({ attaching }: Parts, request: StaffRequest, done: (slug: string) => Reply): Promise<Reply> => {
  const slug = request.parameter('slug')
  const removed = await (await attaching()).illustrating.remove(slug, request)
  if (removed.outcome === 'removed') return done(slug)
  return removed.outcome === 'no-picture' ? refuse(request, 'not-found', 'file') : refuseAction(request, removed)
}

export const removePicture =
  (services: Parts) =>
  (request: StaffRequest): Promise<Reply> =>
    remove(services, request, (slug) => seeOther(`${paths.illustrate.to({ slug })}?done=removed`))

/** `POST /api/v1/events/{slug}/picture` */
export const apiSetPicture =
  ({ attaching }: Parts) =>
  (request: StaffRequest): Promise<Reply> | Reply =>
    withBody(request, setPictureInput, async (input) => {
      const illustrated = await (await attaching()).illustrating.illustrate(request.parameter('slug'), request, input)
      switch (illustrated.outcome) {
        case 'illustrated':
          return json(toPictureOutput(illustrated.event, illustrated.picture, request.context.siteUrl), 201)
        case 'refused':
        case 'not-sent':
          return refuseFields(request, [cannotShow(illustrated, 'key')])
        default:
          return refuseAction(request, illustrated)
      }
    })

/** `DELETE /api/v1/events/{slug}/picture` */
export const apiRemovePicture =
  (services: Parts) =>
  (request: StaffRequest): Promise<Reply> =>
    remove(services, request, (slug) => json(namedEventOutput.parse({ slug })))
