import type * as z from 'zod'
import { myLinksInputSchema } from '../../shared/domain/ask.ts'
import type { acceptedOutput } from '../../shared/web/api/registering.ts'
import { check, withBody } from '../../shared/web/check.ts'
import { paths } from '../../shared/web/paths.ts'
import { json, page, type Reply, seeOther } from '../../shared/web/reply.ts'
import { filled, formOf, type Request } from '../../shared/web/request.ts'
import { postedValues } from './answer-values.ts'
import { myLinksSentView, myLinksView } from './my-links-view.ts'
import type { Services } from './services.ts'

export const myLinksForm = ({ context }: Request): Promise<Reply> => page(myLinksView(context, { values: {}, problems: [] }))

/** The answer names no address: it would be kept in histories and logs, and it is the same for each. */
export const sendMyLinks =
  ({ ask }: Pick<Services, 'ask'>) =>
  async (request: Request): Promise<Reply> => {
    const form = formOf(request)
    const checked = check(myLinksInputSchema, filled(form))
    if (!checked.ok) return page(myLinksView(request.context, { values: postedValues(form), problems: checked.problems }), 422)
    await ask({ asks: 'my-links', email: checked.value.email }, request)
    return seeOther(paths.myLinksSent.pattern)
  }

export const myLinksSent = ({ context }: Request): Promise<Reply> => page(myLinksSentView(context))

export const apiMyLinks =
  ({ ask }: Pick<Services, 'ask'>) =>
  (request: Request): Promise<Reply> =>
    withBody(request, myLinksInputSchema, async ({ email, language = request.language }) => {
      await ask({ asks: 'my-links', email }, { now: request.now, language })
      const body: z.infer<typeof acceptedOutput> = { status: 'accepted' }
      return json(body, 202)
    })
