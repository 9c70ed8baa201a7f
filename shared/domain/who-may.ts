import type { Event } from './event/event.ts'

export const staffRoles = ['organiser', 'steering'] as const
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

/** Create events and see the organiser's desk. */
export const mayOrganise = (staff: Staff): boolean => has(staff, 'organiser')

/** See and change the list of the network's members. */
export const mayKeepMembers = (staff: Staff): boolean => has(staff, 'organiser')

/** Read and deal with mails that belong to no event. */
export const mayReadLetters = (staff: Staff): boolean => has(staff, 'organiser')

/** Change, publish or cancel an event, and see who registered: its owner only. */
export const mayManage = (staff: Staff, event: Pick<Event, 'owner'>): boolean => has(staff, 'organiser') && event.owner === staff.subject

/** See the steering group's overview of all events. */
export const maySteer = (staff: Staff): boolean => has(staff, 'steering')

/** Read the summary of an event: the steering group any, an organiser their own. */
export const mayReadSummary = (staff: Staff, event: Pick<Event, 'owner'>): boolean => maySteer(staff) || mayManage(staff, event)
