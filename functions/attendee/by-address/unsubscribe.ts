import { refuse } from '../../../shared/http/refusal.ts'
import { page, type Reply, seeOther } from '../../../shared/http/reply.ts'
import { type Request, sentFields } from '../../../shared/http/request.ts'
import { paths } from '../../../shared/site/paths.ts'
import { unsubscribeSubject } from '../../../shared/tokens/registration-tokens.ts'
import type { Services } from '../services.ts'
import { unsubscribeView } from './unsubscribe-view.ts'

type Choosing = Pick<Services, 'keys' | 'optionalMail'>

const personOf = async ({ keys }: Choosing, request: Request): Promise<string | undefined> =>
  unsubscribeSubject(await keys.links(), request.parameter('token'))

/** Shows whether the address receives optional mails, with a button to change that. */
export const unsubscribeForm =
  (services: Choosing) =>
  async (request: Request): Promise<Reply> => {
    const person = await personOf(services, request)
    if (person === undefined) return refuse(request, 'not-found', 'link')
    return page(unsubscribeView(request.context, { wanted: await services.optionalMail.isWanted(person) }))
  }

/**
 * Handles the button on the page, and the POST of a mail program (RFC 8058 §3.1): no cookie, no token beyond the URL, as
 * `application/x-www-form-urlencoded` or `multipart/form-data`, and answered without a redirect.
 */
export const unsubscribe =
  (services: Choosing) =>
  async (request: Request): Promise<Reply> => {
    const person = await personOf(services, request)
    if (person === undefined) return refuse(request, 'not-found', 'link')
    const fields = await sentFields(request)
    const oneClick = fields?.get('List-Unsubscribe') === 'One-Click'
    const choice = fields?.get('optional')
    if (!oneClick && choice !== 'on' && choice !== 'off') return refuse(request, 'malformed-body', 'unsubscribe')
    const wanted = !oneClick && choice === 'on'
    await services.optionalMail.choose(person, wanted, request.now)
    return oneClick
      ? page(unsubscribeView(request.context, { wanted }))
      : seeOther(paths.unsubscribe.to({ token: request.parameter('token') }))
  }
