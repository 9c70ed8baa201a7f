import type { Event } from './event/event.ts'
import type { TemplateFacts } from './event/template.ts'
import type { GroupLink } from './proposal/group-link.ts'
import type { Proposal } from './proposal/proposal.ts'

export const staffRoles = ['organiser', 'steering', 'administrator'] as const
export type StaffRole = (typeof staffRoles)[number]

/** A person or machine that signed in through the issuer. `subject` is the issuer's id for it. */
export interface Staff {
  readonly subject: string
  readonly name: string
  /** Left out for machines, and by issuers that do not tell it. */
  readonly email?: string
  readonly roles: readonly StaffRole[]
}

const has = (staff: Staff, role: StaffRole): boolean => staff.roles.includes(role)

/** The network's administrators: its members, partners' calendars, replies that belong to no event, every event, and the record of what staff did. */
export const mayAdminister = (staff: Staff): boolean => has(staff, 'administrator')

/** Create events and see the organiser's desk. */
export const mayOrganise = (staff: Staff): boolean => has(staff, 'organiser') || mayAdminister(staff)

/** Who organises something. */
export type Organised = Pick<Event, 'owner' | 'coOrganisers'>

/** Share an event with others, and hand it over: its owner, and administrators in case the owner is no longer there. */
export const mayShare = (staff: Staff, { owner }: Pick<Event, 'owner'>): boolean =>
  mayAdminister(staff) || (has(staff, 'organiser') && owner === staff.subject)

/** Change, publish or cancel an event, and see who registered: its owner, co-organisers and administrators. */
export const mayManage = (staff: Staff, event: Organised): boolean =>
  mayShare(staff, event) || (has(staff, 'organiser') && event.coOrganisers.includes(staff.subject))

/** Delete a template: whoever made it, and administrators; every organiser may use it. */
export const mayManageTemplate = (staff: Staff, { madeBy }: Pick<TemplateFacts, 'madeBy'>): boolean => mayShare(staff, { owner: madeBy })

/** See and withdraw a working group's link: whoever made it, and administrators. */
export const mayManageGroupLink = (staff: Staff, { maker }: Pick<GroupLink, 'maker'>): boolean => mayShare(staff, { owner: maker.subject })

/** See the steering group's overview of all events. */
export const maySteer = (staff: Staff): boolean => has(staff, 'steering')

/** Read the summary of an event: an organiser their own, the steering group any but drafts, which are private until proposed. */
export const mayReadSummary = (staff: Staff, event: Organised & Pick<Event, 'status'>): boolean =>
  (maySteer(staff) && event.status !== 'draft') || mayManage(staff, event)

type Proposed = Pick<Proposal, 'proposer'>

/** Change, withdraw and propose again: whoever proposed it, or made the link by which it came. */
export const isProposer = (staff: Staff, { proposer }: Proposed): boolean => proposer.subject === staff.subject

/** Whether somebody's vote can count: nobody's does on what they proposed. */
export const isPartial = (staff: Staff, proposal: Proposed): boolean => isProposer(staff, proposal) && proposal.proposer.group === undefined

/** Read a proposal: the steering group, administrators, and whoever proposed it. */
export const mayReadProposal = (staff: Staff, proposal: Proposed): boolean =>
  maySteer(staff) || mayAdminister(staff) || isProposer(staff, proposal)
