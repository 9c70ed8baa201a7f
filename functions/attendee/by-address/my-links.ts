import type * as z from 'zod'
import type { acceptedOutput } from '../../../shared/api/registering.ts'
import { check } from '../../../shared/domain/basics/check.ts'
import { myLinksInputSchema } from '../../../shared/domain/mail/asked-mail.ts'
import { withBody } from '../../../shared/http/body.ts'
import { json, page, type Reply, seeOther } from '../../../shared/http/reply.ts'
import { filled, formOf, type Request } from '../../../shared/http/request.ts'
import { paths } from '../../../shared/site/paths.ts'
import { refuseForNow } from '../registering/refused-registration.ts'
import { postedValues } from '../registration-form/answers-in-form.ts'
import type { Services } from '../services.ts'
import { myLinksSentView, myLinksView } from './my-links-view.ts'

export const myLinksForm = ({ context }: Request): Promise<Reply> => page(myLinksView(context, { values: {}, problems: [] }))

/** The answer contains no address, which histories and logs would keep, and is the same for every address. */
export const sendMyLinks =
  ({ ask, rate }: Pick<Services, 'ask' | 'rate'>) =>
  async (request: Request): Promise<Reply> => {
    const form = formOf(request)
    const checked = check(myLinksInputSchema, filled(form))
    if (!checked.ok) return page(myLinksView(request.context, { values: postedValues(form), problems: checked.problems }), 422)
    if ((await rate({ ...request, emails: [checked.value.email] })) === 'refused') return refuseForNow(request)
    await ask({ asks: 'my-links', email: checked.value.email }, request)
    return seeOther(paths.myLinksSent.pattern)
  }

export const myLinksSent = ({ context }: Request): Promise<Reply> => page(myLinksSentView(context))

export const apiMyLinks =
  ({ ask, rate }: Pick<Services, 'ask' | 'rate'>) =>
  (request: Request): Promise<Reply> =>
    withBody(request, myLinksInputSchema, async ({ email, language = request.language }) => {
      if ((await rate({ ...request, emails: [email] })) === 'refused') return refuseForNow(request)
      await ask({ asks: 'my-links', email }, { ...request, language })
      const body: z.infer<typeof acceptedOutput> = { status: 'accepted' }
      return json(body, 202)
    })
