import type { Refusal } from '../../../shared/http/refusal.ts'
import { page, type Reply } from '../../../shared/http/reply.ts'
import type { StaffRequest } from '../../../shared/http/request.ts'
import { forOrganisers } from '../event/own-event.ts'
import type { Services } from '../services.ts'
import { type TemplatesNotice, templatesView } from './templates-view.ts'

export const noSuchTemplate: Refusal = ['not-found', 'template']
export const notMaker: Refusal = ['not-allowed', 'maker']

const notices: readonly TemplatesNotice[] = ['kept', 'deleted']

/** The network's templates, for every organiser. */
export const templates =
  ({ templateParts }: Pick<Services, 'templateParts'>) =>
  (request: StaffRequest): Promise<Reply> | Reply =>
    forOrganisers(request, async () => {
      const parts = await templateParts()
      const notice = notices.find((known) => known === request.query.get('done'))
      return page(templatesView(request.context, { templates: await parts.templates.list(), ...(notice === undefined ? {} : { notice }) }))
    })
