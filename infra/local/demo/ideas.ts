import type * as z from 'zod'
import type { proposalInputSchema } from '../../../shared/domain/proposal/input.ts'
import type { VoteInput } from '../../../shared/domain/proposal/votes.ts'
import { timeZone } from './events.ts'

/** A vote of a member of the steering group, by the member's number. */
interface DemoVote extends VoteInput {
  readonly member: number
}

/** An idea that the demo organiser proposed, and what the steering group made of it so far. */
export interface DemoIdea {
  readonly id: string
  readonly asked: z.input<typeof proposalInputSchema>
  /** How many days ago it was proposed, and its vote ended, if it did. */
  readonly proposedDaysAgo: number
  readonly closedDaysAgo?: number
  readonly votes: readonly DemoVote[]
  readonly remarks: readonly { readonly member: number; readonly text: string }[]
}

const morning = (day: string) => ({ start: `${day}T10:00`, end: `${day}T12:00` })
const webinar = { kind: 'webinar', format: 'online', timeZone } as const

export const intellectualProperty: DemoIdea = {
  id: 'intellectual-property1',
  asked: {
    ...webinar,
    title: 'Intellectual property in joint cross-border public procurement',
    aim: 'Know who owns what a group of buyers from several countries has had developed, and how to settle it before the contract is signed. The usual models are compared, from full transfer to licences for use, with clauses for each.',
    audience: 'Procurers and legal advisers of authorities that buy together',
    preferredDates: [morning('2022-09-13'), morning('2022-09-20')],
    topics: ['intellectual-property', 'joint-procurement'],
    speakers: ['Legal adviser on public procurement'],
    why: 'Two groups of buyers prepare joint tenders for the autumn and have asked for it.',
  },
  proposedDaysAgo: 2,
  votes: [
    { member: 1, vote: 'agree', reason: 'Asked for in every survey.' },
    { member: 2, vote: 'agree' },
    { member: 3, vote: 'abstain', reason: 'My authority would be one of the cases.' },
  ],
  remarks: [{ member: 2, text: 'Could the clauses be shared beforehand, so that people can bring questions?' }],
}

export const innovation: DemoIdea = {
  id: 'innovation-procurement',
  asked: {
    ...webinar,
    title: 'Joint cross-border public procurement and innovation',
    aim: 'Know when buying together across borders helps innovation, when it stands in its way, and which procedures suit it: pre-commercial procurement, innovation partnership and competitive dialogue side by side.',
    audience: 'Procurers who plan to buy something that does not exist yet',
    preferredDates: [morning('2022-10-11')],
    topics: ['joint-procurement', 'innovation-procurement'],
    partners: ['EcoQUIP Plus'],
    why: 'The annual conference raised the question and left it open.',
  },
  proposedDaysAgo: 10,
  closedDaysAgo: 3,
  votes: [
    { member: 1, vote: 'change', reason: 'Three procedures are too many for two hours. Take one, with a case.' },
    { member: 2, vote: 'change', reason: 'Give a second date: many are at another conference that week.' },
    { member: 3, vote: 'agree' },
    { member: 4, vote: 'agree', reason: 'Good as it is.', dissent: true },
    { member: 5, vote: 'abstain' },
  ],
  remarks: [],
}

export const contractModification: DemoIdea = {
  id: 'contract-modification1',
  asked: {
    ...webinar,
    title: 'Contract modification',
    aim: 'Know which changes to a running contract are allowed without a new procedure, and how to provide for them from the start with review clauses that hold.',
    audience: 'Contract managers and legal advisers',
    preferredDates: [morning('2022-11-15'), morning('2022-11-22'), morning('2022-12-06')],
    topics: ['contract-management'],
    why: 'Needs in security change faster than contracts end.',
  },
  proposedDaysAgo: 6,
  votes: [
    { member: 1, vote: 'agree' },
    { member: 2, vote: 'agree' },
    { member: 3, vote: 'agree' },
    { member: 4, vote: 'decline', reason: 'The training of last year covered it.', dissent: true },
  ],
  remarks: [],
}
