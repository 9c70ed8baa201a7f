import { loadingFor } from '../../shared/http/on-demand.ts'
import { httpFunction } from '../../shared/http/pipeline.ts'
import { readEnvironment } from '../../shared/runtime/environment.ts'
import { errorView } from '../../shared/views/page/error-view.ts'
import { environment } from './environment.ts'
import { proposals } from './list/all-proposals.ts'
import { routes } from './routes.ts'
import { createServices } from './services.ts'
import * as api from './voting/api-proposals.ts'
import { addComment, giveVote, proposal } from './voting/proposal.ts'

const variables = readEnvironment(environment)
const services = createServices(variables)

const onDemand = loadingFor(services)

const proposing = () => import('./proposing/new-proposal.ts')
const minuting = () => import('./minutes/minutes.ts')
const linking = () => import('./links/links.ts')
const byLink = () => import('./links/by-link.ts')
const apiLinks = () => import('./links/api-links.ts')
const withdrawing = () => import('./voting/withdraw.ts')

export const handler = httpFunction(
  routes,
  {
    siteUrl: variables.SITE_URL,
    originSecrets: variables.ORIGIN_SECRETS,
    errorPage: errorView,
    findSession: services.findSession,
    typed: services.typed,
    audit: services.audit.add,
  },
  {
    pages: {
      proposals: proposals(services),
      newProposal: onDemand(proposing, (page) => page.newProposal),
      createProposal: onDemand(proposing, (page) => page.createProposal),
      groupLinks: onDemand(linking, (page) => page.groupLinks),
      makeGroupLink: onDemand(linking, (page) => page.makeGroupLink),
      withdrawGroupLink: onDemand(linking, (page) => page.withdrawGroupLink),
      groupProposal: onDemand(byLink, (page) => page.groupProposal),
      createGroupProposal: onDemand(byLink, (page) => page.createGroupProposal),
      proposal: proposal(services),
      changeForm: onDemand(proposing, (page) => page.changeForm),
      changeProposal: onDemand(proposing, (page) => page.changeProposal),
      giveVote: giveVote(services),
      addComment: addComment(services),
      withdrawForm: onDemand(withdrawing, (page) => page.withdrawForm),
      withdraw: onDemand(withdrawing, (page) => page.withdraw),
      minutes: onDemand(minuting, (page) => page.minutes),
      minutesFile: onDemand(minuting, (page) => page.minutesFile),
    },
    operations: {
      listProposals: api.listProposals(services),
      propose: api.propose(services),
      getProposal: api.getProposal(services),
      proposeAgain: api.proposeAgain(services),
      withdrawProposal: api.withdrawProposal(services),
      listGroupLinks: onDemand(apiLinks, (operation) => operation.listGroupLinks),
      makeGroupLink: onDemand(apiLinks, (operation) => operation.makeGroupLink),
      withdrawGroupLink: onDemand(apiLinks, (operation) => operation.withdrawGroupLink),
      listGroupProposals: onDemand(apiLinks, (operation) => operation.listGroupProposals),
      proposeByLink: onDemand(apiLinks, (operation) => operation.proposeByLink),
      vote: api.vote(services),
      listComments: api.listComments(services),
      comment: api.comment(services),
    },
  },
)
