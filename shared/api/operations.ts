import type { StaffRole } from '../domain/who-may.ts'
import { type Path, paths } from '../site/paths.ts'
import type { Access } from '../site/route.ts'

/**
 * An operation of the API. The routes of the function that runs it follow from it; `description/` adds the rest.
 * `roles` lists who may call it; everyone may if it is absent.
 */
export interface Operation {
  readonly operation: string
  readonly method: 'GET' | 'POST' | 'PATCH'
  readonly path: Path<string>
  readonly access: Exclude<Access, 'session'>
  readonly roles: readonly StaffRole[]
  readonly body?: 'event' | 'list'
}

const open = { access: 'public', roles: [] } as const
const organiser = { access: 'token', roles: ['organiser', 'administrator'] } as const
const administrator = { access: 'token', roles: ['administrator'] } as const
const staff = { access: 'token', roles: ['organiser', 'steering', 'administrator'] } as const

export const attendeeOperations = [
  { operation: 'listEvents', method: 'GET', path: paths.apiEvents, ...open },
  { operation: 'getEvent', method: 'GET', path: paths.apiEvent, ...open },
  { operation: 'register', method: 'POST', path: paths.apiRegistrations, ...open },
  { operation: 'registerGroup', method: 'POST', path: paths.apiGroupRegistrations, ...open },
  { operation: 'sendPersonalLink', method: 'POST', path: paths.apiPersonalLinks, ...open },
  { operation: 'sendMyLinks', method: 'POST', path: paths.apiMyLinks, ...open },
  { operation: 'getRegistration', method: 'GET', path: paths.apiRegistration, ...open },
  { operation: 'changeRegistration', method: 'PATCH', path: paths.apiRegistration, ...open },
  { operation: 'acceptOffer', method: 'POST', path: paths.apiRegistrationAccept, ...open },
  { operation: 'cancelRegistration', method: 'POST', path: paths.apiRegistrationCancel, ...open },
  { operation: 'handOver', method: 'POST', path: paths.apiRegistrationHandOver, ...open },
  { operation: 'getSurvey', method: 'GET', path: paths.apiSurvey, ...open },
  { operation: 'respond', method: 'POST', path: paths.apiResponses, ...open },
] as const satisfies readonly Operation[]

export const organiserOperations = [
  { operation: 'listOwnEvents', method: 'GET', path: paths.apiOwnEvents, ...organiser },
  { operation: 'getOwnEvent', method: 'GET', path: paths.apiOwnEvent, ...organiser },
  { operation: 'createEvent', method: 'POST', path: paths.apiEvents, body: 'event', ...organiser },
  { operation: 'changeEvent', method: 'PATCH', path: paths.apiEvent, body: 'event', ...organiser },
  { operation: 'publishEvent', method: 'POST', path: paths.apiPublish, ...organiser },
  { operation: 'cancelEvent', method: 'POST', path: paths.apiCancel, ...organiser },
  { operation: 'listOrganisers', method: 'GET', path: paths.apiEventOrganisers, ...organiser },
  { operation: 'shareEvent', method: 'POST', path: paths.apiEventOrganisers, ...organiser },
  { operation: 'unshareEvent', method: 'POST', path: paths.apiOrganiserRemovals, ...organiser },
  { operation: 'handOverEvent', method: 'POST', path: paths.apiHandOverEvent, ...organiser },
  { operation: 'listRegistrations', method: 'GET', path: paths.apiRegistrations, ...organiser },
  { operation: 'readRegistration', method: 'GET', path: paths.apiRegistrationHistory, ...organiser },
  { operation: 'approveRegistration', method: 'POST', path: paths.apiApprove, ...organiser },
  { operation: 'declineRegistration', method: 'POST', path: paths.apiDecline, ...organiser },
  { operation: 'cancelForOrganiser', method: 'POST', path: paths.apiCancelForOrganiser, ...organiser },
  { operation: 'cancelRegistrations', method: 'POST', path: paths.apiCancellations, ...organiser },
  { operation: 'sendMailsAgain', method: 'POST', path: paths.apiReachable, ...organiser },
  { operation: 'markAttendance', method: 'PATCH', path: paths.apiAttendance, body: 'list', ...organiser },
  { operation: 'listMassMails', method: 'GET', path: paths.apiMassMails, ...organiser },
  { operation: 'listEventLetters', method: 'GET', path: paths.apiEventLetters, ...organiser },
  { operation: 'dealWithEventLetter', method: 'POST', path: paths.apiEventLetterDealtWith, ...organiser },
  { operation: 'listLetters', method: 'GET', path: paths.apiLetters, ...administrator },
  { operation: 'dealWithLetter', method: 'POST', path: paths.apiLetterDealtWith, ...administrator },
  { operation: 'listInvited', method: 'GET', path: paths.apiInvited, ...organiser },
  { operation: 'addInvited', method: 'POST', path: paths.apiInvited, body: 'list', ...organiser },
  { operation: 'removeInvited', method: 'POST', path: paths.apiInvitedRemovals, body: 'list', ...organiser },
  { operation: 'sendInvitations', method: 'POST', path: paths.apiInvitations, ...organiser },
  { operation: 'listMembers', method: 'GET', path: paths.apiMembers, ...administrator },
  { operation: 'addMembers', method: 'POST', path: paths.apiMembers, body: 'list', ...administrator },
  { operation: 'removeMembers', method: 'POST', path: paths.apiMemberRemovals, body: 'list', ...administrator },
] as const satisfies readonly Operation[]

export const steeringOperations = [
  { operation: 'getSummary', method: 'GET', path: paths.apiSummary, ...staff },
] as const satisfies readonly Operation[]

/** Every operation of the API. */
export const operations = [...attendeeOperations, ...organiserOperations, ...steeringOperations] as const
export type OperationId = (typeof operations)[number]['operation']
