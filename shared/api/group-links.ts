import * as z from 'zod'
import { groupLinkSchema } from '../domain/proposal/group-link.ts'
import { proposalEntryOutput } from './proposals.ts'

/** A working group's link. */
export const groupLinkOutput = groupLinkSchema
  .omit({ maker: true })
  .extend({ madeBy: z.string(), url: z.url().describe('The page for the group: whoever has it can propose') })
export const groupLinkListOutput = z.object({ links: z.array(groupLinkOutput).describe('The newest first') })
export const withdrawnGroupLinkOutput = groupLinkSchema.pick({ id: true })

/** What a working group has proposed. */
export const groupProposalListOutput = z.object({
  group: z.string(),
  proposals: z.array(proposalEntryOutput.pick({ id: true, title: true, status: true, closesAt: true })),
})
