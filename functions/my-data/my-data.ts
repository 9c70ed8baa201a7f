import { check } from '../../shared/domain/basics/check.ts'
import { myDataInputSchema } from '../../shared/domain/mail/asked-mail.ts'
import { page, type Reply, seeOther } from '../../shared/http/reply.ts'
import { filled, formOf, type Request } from '../../shared/http/request.ts'
import { paths } from '../../shared/site/paths.ts'
import { erasedView, myDataView, sentView } from './my-data-view.ts'
import type { Services } from './services.ts'

export const myDataForm = ({ context }: Request): Promise<Reply> => page(myDataView(context, { values: {}, problems: [] }))

/** The answer contains no address, which histories and logs would keep, and is the same for every address. */
export const sendMyData =
  ({ ask }: Pick<Services, 'ask'>) =>
  async (request: Request): Promise<Reply> => {
    const form = filled(formOf(request))
    const checked = check(myDataInputSchema, form)
    if (!checked.ok) return page(myDataView(request.context, { values: form, problems: checked.problems }), 422)
    await ask({ asks: 'my-data', email: checked.value.email }, request)
    return seeOther(paths.myDataSent.pattern)
  }

export const myDataSent = ({ context }: Request): Promise<Reply> => page(sentView(context))

export const myDataErased = ({ context }: Request): Promise<Reply> => page(erasedView(context))
