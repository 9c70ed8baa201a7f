import { namedEventOutput, previewLinkOutput } from '../../../shared/api/managed-event.ts'
import { json, type Reply, seeOther } from '../../../shared/http/reply.ts'
import type { StaffRequest } from '../../../shared/http/request.ts'
import { paths } from '../../../shared/site/paths.ts'
import { previewToken } from '../../../shared/tokens/preview-token.ts'
import { refuseAction } from '../event/refused-action.ts'
import type { Services } from '../services.ts'

type Parts = Pick<Services, 'previewing' | 'keys'>

const share = async ({ previewing }: Parts, request: StaffRequest) => (await previewing()).share(request.parameter('slug'), request)
const withdraw = async ({ previewing }: Parts, request: StaffRequest) => (await previewing()).withdraw(request.parameter('slug'), request)

const managed = (request: StaffRequest, done: string): Reply =>
  seeOther(`${paths.manageEvent.to({ slug: request.parameter('slug') })}?done=${done}#preview`)

/** Makes the link by which colleagues see the draft. */
export const makePreviewLink =
  (services: Parts) =>
  async (request: StaffRequest): Promise<Reply> => {
    const shared = await share(services, request)
    return shared.outcome === 'done' ? managed(request, 'previewLinkMade') : refuseAction(request, shared)
  }

export const withdrawPreviewLink =
  (services: Parts) =>
  async (request: StaffRequest): Promise<Reply> => {
    const withdrawn = await withdraw(services, request)
    return withdrawn.outcome === 'done' ? managed(request, 'previewLinkWithdrawn') : refuseAction(request, withdrawn)
  }

/** `POST /api/v1/events/{slug}/preview-link` */
export const apiMakePreviewLink =
  (services: Parts) =>
  async (request: StaffRequest): Promise<Reply> => {
    const shared = await share(services, request)
    if (shared.outcome !== 'done') return refuseAction(request, shared)
    const token = previewToken(await services.keys.links(), shared)
    return json(previewLinkOutput.parse({ url: request.context.siteUrl + paths.sharedPreview.to({ token }) }), 201)
  }

/** `DELETE /api/v1/events/{slug}/preview-link` */
export const apiWithdrawPreviewLink =
  (services: Parts) =>
  async (request: StaffRequest): Promise<Reply> => {
    const withdrawn = await withdraw(services, request)
    return withdrawn.outcome === 'done' ? json(namedEventOutput.parse(withdrawn)) : refuseAction(request, withdrawn)
  }
