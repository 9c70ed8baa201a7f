import * as z from 'zod'
import { instantSchema } from '../domain/basics/wall-time.ts'
import { slugSchema } from '../domain/event/event.ts'
import { proposalFields } from '../domain/proposal/input.ts'
import { proposalIdSchema, proposalStatuses } from '../domain/proposal/proposal.ts'
import { outcomes, voteKinds } from '../domain/proposal/votes.ts'

export const proposalListQuery = z.object({
  status: z.enum(proposalStatuses).optional().describe('Only proposals with this status'),
})

const statusOutput = z.enum(proposalStatuses).describe('How the vote stands, or ended; “lapsed” if too few votes counted')
const closesAtOutput = instantSchema.describe('From then on no vote is taken')
const quorumOutput = z.int().describe('How many votes must count; abstentions don’t')

/** What `propose` answers. */
export const proposedOutput = z.object({
  id: proposalIdSchema,
  status: statusOutput,
  closesAt: closesAtOutput,
  quorum: quorumOutput,
})

const figure = z.int().min(0)

export const proposalOutput = proposedOutput.extend({
  ...proposalFields,
  proposedBy: z.string(),
  group: z.string().optional().describe('The working group by whose link it came'),
  round: z.int().describe('Rises each time it is proposed again'),
  openedAt: instantSchema,
  votes: z.object({ agree: figure, change: figure, decline: figure, abstain: figure } satisfies Record<
    (typeof voteKinds)[number],
    unknown
  >),
  final: z.boolean().describe('Whether the outcome is certain and recorded votes can no longer be changed'),
  possible: z.array(z.enum(outcomes)).describe('The outcomes that the votes still to come can bring about'),
  minutes: z
    .string()
    .describe('Figures, who took part and the reasons, as plain text; only figures to its proposer while the vote is open'),
  event: slugSchema.optional().describe('The draft that an agreed proposal has become'),
})

export const proposalEntryOutput = proposalOutput
  .pick({ id: true, title: true, status: true, closesAt: true, proposedBy: true, group: true, event: true })
  .extend({ vote: z.enum(voteKinds).optional().describe('The caller’s own vote in an open vote') })

export const proposalListOutput = z.object({ proposals: z.array(proposalEntryOutput).describe('Open ones first, the newest first') })

export const commentOutput = z.object({ by: z.string(), at: instantSchema, text: z.string() })

export const commentListOutput = z.object({ comments: z.array(commentOutput).describe('The oldest first') })
