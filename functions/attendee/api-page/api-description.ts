import { network } from '../../../shared/domain/basics/network.ts'
import { json, page, type Reply } from '../../../shared/http/reply.ts'
import type { Request } from '../../../shared/http/request.ts'

// Loaded on demand, as only readers of the description need it.
const describe = async ({ context }: Request) => {
  const { describeApi } = await import('../../../shared/api/description/document.ts')
  const contact = { name: network.name, url: network.webAddress, email: network.contactEmail }
  return describeApi({ title: `${network.name} events`, siteUrl: context.siteUrl, contact })
}

export const apiPage = async (request: Request): Promise<Reply> => {
  const [{ apiView }, { openApiDocumentSchema }, description] = await Promise.all([
    import('./api-page-view.ts'),
    import('./openapi-document.ts'),
    describe(request),
  ])
  return page(apiView(request.context, openApiDocumentSchema.parse(description)))
}

export const apiDescription = async (request: Request): Promise<Reply> => json(await describe(request))
