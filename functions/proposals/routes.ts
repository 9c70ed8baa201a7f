import { proposalOperations } from '../../shared/api/operations.ts'
import { paths } from '../../shared/site/paths.ts'
import type { Route } from '../../shared/site/route.ts'

export const routes = [
  { method: 'GET', path: paths.proposals, access: 'session', page: 'proposals' },
  { method: 'GET', path: paths.newProposal, access: 'session', page: 'newProposal' },
  { method: 'POST', path: paths.newProposal, access: 'session', page: 'createProposal', typedAt: paths.newProposal, deed: 'propose' },
  { method: 'GET', path: paths.groupLinks, access: 'session', page: 'groupLinks' },
  { method: 'POST', path: paths.groupLinks, access: 'session', page: 'makeGroupLink', typedAt: paths.groupLinks, deed: 'make-group-link' },
  { method: 'POST', path: paths.withdrawGroupLink, access: 'session', page: 'withdrawGroupLink', deed: 'withdraw-group-link' },
  { method: 'GET', path: paths.groupProposal, access: 'public', page: 'groupProposal' },
  { method: 'POST', path: paths.groupProposal, access: 'public', page: 'createGroupProposal' },
  { method: 'GET', path: paths.proposal, access: 'session', page: 'proposal' },
  { method: 'GET', path: paths.changeProposal, access: 'session', page: 'changeForm' },
  { method: 'POST', path: paths.changeProposal, access: 'session', page: 'changeProposal', typedAt: paths.changeProposal, deed: 'propose' },
  { method: 'POST', path: paths.proposalVote, access: 'session', page: 'giveVote', typedAt: paths.proposal, deed: 'vote' },
  {
    method: 'POST',
    path: paths.proposalComments,
    access: 'session',
    page: 'addComment',
    typedAt: paths.proposal,
    deed: 'comment-on-proposal',
  },
  { method: 'GET', path: paths.withdrawProposal, access: 'session', page: 'withdrawForm' },
  { method: 'POST', path: paths.withdrawProposal, access: 'session', page: 'withdraw', deed: 'withdraw-proposal' },
  { method: 'GET', path: paths.minutes, access: 'session', page: 'minutes' },
  { method: 'GET', path: paths.minutesFile, access: 'session', page: 'minutesFile' },
  ...proposalOperations,
] as const satisfies readonly Route[]
