import { type Event, mayPreview } from '../../../shared/domain/event/event.ts'
import type { StaffRequest } from '../../../shared/http/request.ts'
import { paths } from '../../../shared/site/paths.ts'
import { previewToken } from '../../../shared/tokens/preview-token.ts'
import type { Services } from '../services.ts'

/** The link by which colleagues see a draft, if there is one. */
export const previewUrlOf = async (
  { keys }: Pick<Services, 'keys'>,
  event: Event,
  { context }: Pick<StaffRequest, 'context'>,
): Promise<{ readonly previewUrl?: string }> => {
  const { slug, previewNonce: nonce } = event
  if (nonce === undefined || !mayPreview(event)) return {}
  const token = previewToken(await keys.links(), { slug, nonce })
  return { previewUrl: context.siteUrl + paths.sharedPreview.to({ token }) }
}
