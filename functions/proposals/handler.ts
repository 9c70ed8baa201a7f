import { httpFunction } from '../../shared/http/pipeline.ts'
import { readEnvironment } from '../../shared/runtime/environment.ts'
import { errorView } from '../../shared/views/page/error-view.ts'
import { environment } from './environment.ts'
import { routes } from './routes.ts'
import { createServices } from './services.ts'
import * as api from './voting/api-proposals.ts'

const variables = readEnvironment(environment)
const services = createServices(variables)

export const handler = httpFunction(
  routes,
  {
    siteUrl: variables.SITE_URL,
    originSecrets: variables.ORIGIN_SECRETS,
    errorPage: errorView,
    audit: services.audit.add,
  },
  {
    pages: {},
    operations: {
      listProposals: api.listProposals(services),
      propose: api.propose(services),
      getProposal: api.getProposal(services),
      proposeAgain: api.proposeAgain(services),
      withdrawProposal: api.withdrawProposal(services),
      vote: api.vote(services),
      listComments: api.listComments(services),
      comment: api.comment(services),
    },
  },
)
