import { paths } from '../../../shared/site/paths.ts'

/** What a proposal's page says once about what was just done. */
export const proposalNotices = ['proposed', 'voted', 'commented', 'withdrawn'] as const
export type ProposalNotice = (typeof proposalNotices)[number]

/** A proposal's page, which says once what was done. */
export const proposalPath = (id: string, done: ProposalNotice): string => `${paths.proposal.to({ id })}?done=${done}`
