import { network } from '../../shared/domain/network.ts'
import { describeApi } from '../../shared/web/api/description.ts'
import { json, page, type Reply } from '../../shared/web/reply.ts'
import type { Request } from '../../shared/web/request.ts'
import { apiView } from './api-view.ts'
import { openApiDocumentSchema } from './openapi-document.ts'

const describe = ({ context }: Request) => describeApi({ title: `${network.name} events`, siteUrl: context.siteUrl })

export const apiPage = (request: Request): Promise<Reply> => page(apiView(request.context, openApiDocumentSchema.parse(describe(request))))

export const apiDescription = (request: Request): Reply => json(describe(request))
