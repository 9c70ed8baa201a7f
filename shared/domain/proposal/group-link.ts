import * as z from 'zod'
import { languageSchema } from '../basics/language.ts'
import { line } from '../basics/text.ts'
import { instantSchema } from '../basics/wall-time.ts'
import { type Proposal, type Proposer, proposalIdSchema } from './proposal.ts'

/** More open proposals of one group would be more than the steering group can vote on; a leaked link cannot flood its members. */
export const mostOpenByGroup = 10

/** So that everybody sees all of them at a glance. */
export const mostGroupLinks = 100

/** A link by which a working group proposes events; nobody who uses it needs an account. */
export const groupLinkSchema = z.object({
  /** Nobody guesses it: whoever has it can propose. */
  id: proposalIdSchema,
  group: z.string(),
  /** Who made it: they stand for the group, are told the outcomes, and the drafts are theirs. */
  maker: z.object({ subject: z.string(), name: z.string(), email: z.string().optional(), language: languageSchema }),
  madeAt: instantSchema,
})
export type GroupLink = z.infer<typeof groupLinkSchema>

/** The body of `POST /api/v1/group-links`, and the form. */
export const groupLinkInputSchema = z.strictObject({
  group: line(100).describe('The working group’s name, as the steering group knows it'),
})

/** Who proposes by a link. The steering group may be led by whoever made it, who can still vote. */
export const proposerBy = ({ group, maker }: GroupLink): Proposer => ({ ...maker, steers: false, group })

/** Whether a proposal came by this link, or by an earlier one of the same person for the group. */
export const cameBy = ({ group, maker }: GroupLink, { proposer }: Pick<Proposal, 'proposer'>): boolean =>
  proposer.group === group && proposer.subject === maker.subject
