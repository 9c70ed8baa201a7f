import type { Language } from '../../../shared/domain/basics/language.ts'
import { network } from '../../../shared/domain/basics/network.ts'
import { json, page, type Reply } from '../../../shared/http/reply.ts'
import type { Request } from '../../../shared/http/request.ts'
import type { Html } from '../../../shared/site/html.ts'

// Loaded on demand, as only readers of the description need it.
const describe = async (siteUrl: string) => {
  const { describeApi } = await import('../../../shared/api/description/document.ts')
  const contact = { name: network.name, url: network.webAddress, email: network.contactEmail }
  return describeApi({ title: `${network.name} events`, siteUrl, contact })
}

// The same for everybody, and more work than any other page: made once.
let description: ReturnType<typeof describe> | undefined
const described = (request: Request): ReturnType<typeof describe> => {
  description ??= describe(request.context.siteUrl)
  return description
}
const contents = new Map<Language, Html>()

export const apiPage = async (request: Request): Promise<Reply> => {
  const [{ apiContent, apiView }, { openApiDocumentSchema }, document] = await Promise.all([
    import('./api-page-view.ts'),
    import('./openapi-document.ts'),
    described(request),
  ])
  const content = contents.get(request.language) ?? (await apiContent(request.context, openApiDocumentSchema.parse(document)))
  contents.set(request.language, content)
  return page(apiView(request.context, document.info.title, content))
}

export const apiDescription = async (request: Request): Promise<Reply> => json(await described(request))
