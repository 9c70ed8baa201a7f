import { groupLinkInputSchema } from '../../domain/proposal/group-link.ts'
import { proposalInputSchema } from '../../domain/proposal/input.ts'
import { groupLinkListOutput, groupLinkOutput, groupProposalListOutput, withdrawnGroupLinkOutput } from '../group-links.ts'
import { proposedOutput } from '../proposals.ts'
import { answers, type DescribedOperation, takes } from './described-operation.ts'
import { asked, proposed } from './proposals.ts'

const id = 'p8Zk2VfW0aTq5RrX1sLc9Q'
const link = {
  id,
  group: 'Topical Group on market engagement',
  madeBy: 'Olga Novak',
  madeAt: '2022-02-01T09:00:00.000Z',
  url: `https://events.example.org/proposals/by-link/${id}`,
} as const

export const groupLinkOperations = {
  listGroupLinks: {
    summary: 'List links of working groups',
    description: 'The links that you made; administrators see all of them.',
    answers: answers(200, 'The links', groupLinkListOutput, { links: [link] }),
  },
  makeGroupLink: {
    summary: 'Make a link for a working group',
    description:
      'Whoever has the link can propose events for the group, at most ten open at once. You are e-mailed the outcomes, and the drafts of agreed proposals are yours.',
    takes: takes(groupLinkInputSchema, { group: link.group }),
    answers: answers(201, 'The link', groupLinkOutput, link),
  },
  withdrawGroupLink: {
    summary: 'Withdraw a link',
    description: 'Nobody can propose by the link any more. What has been proposed stays.',
    answers: answers(200, 'It is withdrawn', withdrawnGroupLinkOutput, { id }),
    id: 'groupLink',
  },
  listGroupProposals: {
    summary: 'List a group’s proposals',
    description: 'What has been proposed by the group’s link, and how it stands. The link is enough: no token is needed.',
    answers: answers(200, 'The proposals', groupProposalListOutput, {
      group: link.group,
      proposals: [{ id: proposed.id, title: asked.title, status: 'open', closesAt: proposed.closesAt }],
    }),
    id: 'groupLink',
  },
  proposeByLink: {
    summary: 'Propose by a group’s link',
    description: 'Opens a vote of the steering group on an event that the group proposes. The link is enough: no token is needed.',
    takes: takes(proposalInputSchema, { ...asked, preferredDates: [...asked.preferredDates], partners: [...asked.partners] }),
    answers: answers(201, 'The vote is open', proposedOutput, proposed),
    id: 'groupLink',
    faults: ['state-conflict'],
  },
} as const satisfies Readonly<Record<string, DescribedOperation>>
