import { network } from '../../domain/basics/network.ts'
import { proposalInputSchema } from '../../domain/proposal/input.ts'
import { remarkInputSchema } from '../../domain/proposal/remark.ts'
import { voteInputSchema } from '../../domain/proposal/votes.ts'
import { commentListOutput, commentOutput, proposalListOutput, proposalListQuery, proposalOutput, proposedOutput } from '../proposals.ts'
import { answers, type DescribedOperation, takes } from './described-operation.ts'

const opened = '2022-03-01T09:00:00.000Z'
const closes = '2022-03-08T09:00:00.000Z'
const { quorum } = network.steering

export const asked = {
  title: 'Intellectual property in public procurement',
  aim: 'Know which rights to keep, and which to leave with suppliers.',
  audience: 'Buyers of research and development',
  kind: 'webinar',
  format: 'online',
  timeZone: 'Europe/Brussels',
  preferredDates: [{ start: '2022-04-26T10:00', end: '2022-04-26T12:00' }],
  partners: ['EcoQUIP Plus'],
  why: 'Two tenders that need it start in summer.',
} as const
export const proposed = { id: 'TxH3Qw0bN1mS6vKcYp2RfA', status: 'open', closesAt: closes, quorum } as const
const votes = { agree: 1, change: 0, decline: 0, abstain: 1 }
const whole = {
  ...asked,
  ...proposed,
  preferredDates: [...asked.preferredDates],
  partners: [...asked.partners],
  speakers: [],
  topics: ['intellectual-property'],
  language: 'en' as const,
  proposedBy: 'Olga Novak',
  round: 1,
  openedAt: opened,
  votes,
  final: false,
  possible: ['agreed', 'returned', 'declined', 'lapsed'] as ('agreed' | 'returned' | 'declined' | 'lapsed')[],
  minutes: 'Minutes: Intellectual property in public procurement',
}
const remark = { by: 'Olga Novak', at: opened, text: 'Could a lawyer join?' }

export const proposalOperations = {
  listProposals: {
    summary: 'List proposals',
    description: 'Returns every proposal to the steering group and administrators, and to others those they made.',
    query: proposalListQuery,
    answers: answers(200, 'Proposals', proposalListOutput, {
      proposals: [{ id: proposed.id, status: 'open', closesAt: closes, title: asked.title, proposedBy: 'Olga Novak', vote: 'agree' }],
    }),
  },
  propose: {
    summary: 'Propose an event',
    description: 'Opens a vote of the steering group. Members are asked for their votes by e-mail, and you get the outcome by e-mail.',
    takes: takes(proposalInputSchema, { ...asked, preferredDates: [...asked.preferredDates], partners: [...asked.partners] }),
    answers: answers(201, 'The vote is open', proposedOutput, proposed),
  },
  getProposal: {
    summary: 'Read a proposal',
    description: 'Returns a proposal with the figures of its vote, its minutes and, once agreed, its draft.',
    id: 'proposal',
    answers: answers(200, 'The proposal', proposalOutput, whole),
  },
  proposeAgain: {
    summary: 'Propose again',
    description: 'Changes a proposal of yours that was returned or lapsed, and opens another round of votes.',
    id: 'proposal',
    takes: takes(proposalInputSchema, { ...asked, preferredDates: [...asked.preferredDates], partners: [...asked.partners] }),
    answers: answers(200, 'The vote is open', proposalOutput, { ...whole, round: 2 }),
    faults: ['state-conflict'],
  },
  withdrawProposal: {
    summary: 'Withdraw a proposal',
    description: 'Withdraws a proposal of yours that has not been decided.',
    id: 'proposal',
    answers: answers(200, 'The proposal', proposalOutput, { ...whole, status: 'withdrawn', final: true, possible: [] }),
    faults: ['state-conflict'],
  },
  vote: {
    summary: 'Vote on a proposal',
    description: 'Gives a member’s vote, or changes it while the vote is open. Members can only abstain on their own proposals.',
    id: 'proposal',
    takes: takes(voteInputSchema, { vote: 'change', reason: 'Add a practical example.' }),
    answers: answers(200, 'The proposal with the new figures', proposalOutput, { ...whole, votes: { ...votes, change: 1 } }),
    faults: ['state-conflict'],
  },
  listComments: {
    summary: 'List comments on a proposal',
    description: 'Returns what the steering group and the proposer said about a proposal.',
    id: 'proposal',
    answers: answers(200, 'Comments', commentListOutput, { comments: [remark] }),
  },
  comment: {
    summary: 'Comment on a proposal',
    description: 'Adds a comment, which everyone who can read the proposal sees with your name.',
    id: 'proposal',
    takes: takes(remarkInputSchema, { text: remark.text }),
    answers: answers(201, 'The comment', commentOutput, remark),
    faults: ['state-conflict'],
  },
} as const satisfies Readonly<Record<string, DescribedOperation>>
