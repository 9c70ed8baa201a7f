import type { Deed } from '../domain/staff/audit.ts'
import type { StaffRole } from '../domain/who-may.ts'
import { type Path, paths } from '../site/paths.ts'
import type { Access } from '../site/route.ts'

/**
 * An operation of the API. The routes of the function that runs it follow from it; `description/` adds the rest.
 * `roles` lists who may call it; everyone may if it is absent.
 */
export interface Operation {
  readonly operation: string
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  readonly path: Path<string>
  readonly access: Exclude<Access, 'session'>
  readonly roles: readonly StaffRole[]
  readonly deed?: Deed
  readonly body?: 'event' | 'list'
  readonly crossOrigin?: true
}

const open = { access: 'public', roles: [] } as const
const organiser = { access: 'token', roles: ['organiser', 'administrator'] } as const
const administrator = { access: 'token', roles: ['administrator'] } as const
const steering = { access: 'token', roles: ['steering'] } as const
const staff = { access: 'token', roles: ['organiser', 'steering', 'administrator'] } as const

export const attendeeOperations = [
  { operation: 'listEvents', method: 'GET', path: paths.apiEvents, crossOrigin: true, ...open },
  { operation: 'getEvent', method: 'GET', path: paths.apiEvent, crossOrigin: true, ...open },
  { operation: 'register', method: 'POST', path: paths.apiRegistrations, ...open },
  { operation: 'getSeries', method: 'GET', path: paths.apiSeries, crossOrigin: true, ...open },
  { operation: 'registerForSeries', method: 'POST', path: paths.apiSeriesRegistrations, ...open },
  { operation: 'registerGroup', method: 'POST', path: paths.apiGroupRegistrations, ...open },
  { operation: 'sendPersonalLink', method: 'POST', path: paths.apiPersonalLinks, ...open },
  { operation: 'sendMyLinks', method: 'POST', path: paths.apiMyLinks, ...open },
  { operation: 'getRegistration', method: 'GET', path: paths.apiRegistration, ...open },
  { operation: 'changeRegistration', method: 'PATCH', path: paths.apiRegistration, ...open },
  { operation: 'acceptOffer', method: 'POST', path: paths.apiRegistrationAccept, ...open },
  { operation: 'cancelRegistration', method: 'POST', path: paths.apiRegistrationCancel, ...open },
  { operation: 'handOver', method: 'POST', path: paths.apiRegistrationHandOver, ...open },
  { operation: 'askAddressChange', method: 'POST', path: paths.apiRegistrationAddress, ...open },
  { operation: 'stopAddressChange', method: 'POST', path: paths.apiRegistrationAddressStop, ...open },
  { operation: 'confirmAddressChange', method: 'POST', path: paths.apiAddressChange, ...open },
  { operation: 'getSurvey', method: 'GET', path: paths.apiSurvey, ...open },
  { operation: 'respond', method: 'POST', path: paths.apiResponses, ...open },
] as const satisfies readonly Operation[]

export const organiserOperations = [
  { operation: 'listOwnEvents', method: 'GET', path: paths.apiOwnEvents, ...organiser },
  { operation: 'getOwnEvent', method: 'GET', path: paths.apiOwnEvent, ...organiser },
  { operation: 'createEvent', deed: 'create-event', method: 'POST', path: paths.apiEvents, body: 'event', ...organiser },
  { operation: 'changeEvent', deed: 'change-event', method: 'PATCH', path: paths.apiEvent, body: 'event', ...organiser },
  { operation: 'addSession', deed: 'change-event', method: 'POST', path: paths.apiSessions, ...organiser },
  { operation: 'changeSession', deed: 'change-event', method: 'PATCH', path: paths.apiSession, ...organiser },
  { operation: 'removeSession', deed: 'change-event', method: 'DELETE', path: paths.apiSession, ...organiser },
  { operation: 'listSpeakers', deed: 'export-speakers', method: 'GET', path: paths.apiSpeakers, ...organiser },
  { operation: 'addSpeaker', deed: 'add-speaker', method: 'POST', path: paths.apiSpeakers, ...organiser },
  { operation: 'getSpeaker', deed: 'export-speakers', method: 'GET', path: paths.apiSpeaker, ...organiser },
  { operation: 'changeSpeaker', deed: 'change-speaker', method: 'PATCH', path: paths.apiSpeaker, ...organiser },
  { operation: 'inviteSpeaker', deed: 'invite-speaker', method: 'POST', path: paths.apiSpeakerInvitation, ...organiser },
  { operation: 'removeSpeaker', deed: 'remove-speaker', method: 'DELETE', path: paths.apiSpeaker, ...organiser },
  { operation: 'makeFileForm', deed: 'attach-file', method: 'POST', path: paths.apiAttachmentForms, ...organiser },
  { operation: 'attachFile', deed: 'attach-file', method: 'POST', path: paths.apiAttachments, ...organiser },
  { operation: 'removeFile', deed: 'remove-file', method: 'DELETE', path: paths.apiAttachment, ...organiser },
  { operation: 'setPicture', deed: 'set-picture', method: 'POST', path: paths.apiPicture, ...organiser },
  { operation: 'removePicture', deed: 'remove-picture', method: 'DELETE', path: paths.apiPicture, ...organiser },
  { operation: 'publishEvent', deed: 'publish-event', method: 'POST', path: paths.apiPublish, ...organiser },
  { operation: 'withdrawPublication', deed: 'withdraw-publication', method: 'DELETE', path: paths.apiPublish, ...organiser },
  { operation: 'makePreviewLink', deed: 'make-preview-link', method: 'POST', path: paths.apiPreviewLink, ...organiser },
  { operation: 'withdrawPreviewLink', deed: 'withdraw-preview-link', method: 'DELETE', path: paths.apiPreviewLink, ...organiser },
  { operation: 'cancelEvent', deed: 'cancel-event', method: 'POST', path: paths.apiCancel, ...organiser },
  { operation: 'deleteEvent', deed: 'delete-event', method: 'DELETE', path: paths.apiEvent, ...organiser },
  { operation: 'copyEvent', deed: 'create-event', method: 'POST', path: paths.apiCopy, ...organiser },
  { operation: 'moveEvent', deed: 'move-event', method: 'POST', path: paths.apiMove, ...organiser },
  { operation: 'listTemplates', method: 'GET', path: paths.apiTemplates, ...organiser },
  { operation: 'keepTemplate', deed: 'keep-template', method: 'POST', path: paths.apiTemplates, ...organiser },
  { operation: 'createFromTemplate', deed: 'create-event', method: 'POST', path: paths.apiTemplateEvents, ...organiser },
  { operation: 'removeTemplate', deed: 'delete-template', method: 'DELETE', path: paths.apiTemplate, ...organiser },
  { operation: 'createSeries', deed: 'create-series', method: 'POST', path: paths.apiSeriesAll, body: 'event', ...organiser },
  { operation: 'getOwnSeries', method: 'GET', path: paths.apiOwnSeries, ...organiser },
  { operation: 'changeSeries', deed: 'change-series', method: 'PATCH', path: paths.apiSeries, body: 'event', ...organiser },
  { operation: 'planDates', method: 'GET', path: paths.apiSeriesDates, ...organiser },
  { operation: 'addSeriesDate', deed: 'add-series-date', method: 'POST', path: paths.apiAddSeriesDate, ...organiser },
  { operation: 'cancelSeries', deed: 'cancel-series', method: 'POST', path: paths.apiCancelSeries, ...organiser },
  { operation: 'publishSeries', deed: 'publish-series', method: 'POST', path: paths.apiPublishSeries, ...organiser },
  { operation: 'withdrawSeriesPublication', deed: 'withdraw-series-plan', method: 'DELETE', path: paths.apiPublishSeries, ...organiser },
  { operation: 'listOrganisers', method: 'GET', path: paths.apiEventOrganisers, ...organiser },
  { operation: 'shareEvent', deed: 'share-event', method: 'POST', path: paths.apiEventOrganisers, ...organiser },
  { operation: 'unshareEvent', deed: 'unshare-event', method: 'POST', path: paths.apiOrganiserRemovals, ...organiser },
  { operation: 'handOverEvent', deed: 'hand-over-event', method: 'POST', path: paths.apiHandOverEvent, ...organiser },
  { operation: 'listRegistrations', deed: 'export-registrations', method: 'GET', path: paths.apiRegistrations, ...organiser },
  { operation: 'readRegistration', deed: 'read-registration', method: 'GET', path: paths.apiRegistrationHistory, ...organiser },
  { operation: 'approveRegistration', deed: 'approve-registration', method: 'POST', path: paths.apiApprove, ...organiser },
  { operation: 'declineRegistration', deed: 'decline-registration', method: 'POST', path: paths.apiDecline, ...organiser },
  { operation: 'cancelForOrganiser', deed: 'cancel-registrations', method: 'POST', path: paths.apiCancelForOrganiser, ...organiser },
  { operation: 'cancelRegistrations', deed: 'cancel-registrations', method: 'POST', path: paths.apiCancellations, ...organiser },
  { operation: 'sendMailsAgain', deed: 'allow-mails', method: 'POST', path: paths.apiReachable, ...organiser },
  { operation: 'markAttendance', deed: 'mark-attendance', method: 'PATCH', path: paths.apiAttendance, body: 'list', ...organiser },
  { operation: 'listMassMails', method: 'GET', path: paths.apiMassMails, ...organiser },
  { operation: 'listEventLetters', deed: 'export-reply', method: 'GET', path: paths.apiEventLetters, ...organiser },
  { operation: 'dealWithEventLetter', deed: 'deal-with-reply', method: 'POST', path: paths.apiEventLetterDealtWith, ...organiser },
  { operation: 'dealWithEventLetters', deed: 'deal-with-reply', method: 'POST', path: paths.apiEventLettersDealtWith, ...organiser },
  { operation: 'listLetters', deed: 'export-reply', method: 'GET', path: paths.apiLetters, ...administrator },
  { operation: 'dealWithLetter', deed: 'deal-with-reply', method: 'POST', path: paths.apiLetterDealtWith, ...administrator },
  { operation: 'dealWithLetters', deed: 'deal-with-reply', method: 'POST', path: paths.apiLettersDealtWith, ...administrator },
  { operation: 'listInvited', deed: 'read-list', method: 'GET', path: paths.apiInvited, ...organiser },
  { operation: 'addInvited', deed: 'add-to-list', method: 'POST', path: paths.apiInvited, body: 'list', ...organiser },
  { operation: 'removeInvited', deed: 'remove-from-list', method: 'POST', path: paths.apiInvitedRemovals, body: 'list', ...organiser },
  { operation: 'sendInvitations', deed: 'send-invitations', method: 'POST', path: paths.apiInvitations, ...organiser },
  { operation: 'readEventAudit', deed: 'export-audit', method: 'GET', path: paths.apiEventAudit, ...organiser },
  { operation: 'readAudit', deed: 'export-audit', method: 'GET', path: paths.apiAudit, ...administrator },
  { operation: 'listPartnerCalendars', method: 'GET', path: paths.apiPartnerCalendars, ...organiser },
  { operation: 'addPartnerCalendar', deed: 'add-partner-calendar', method: 'POST', path: paths.apiPartnerCalendars, ...administrator },
  { operation: 'listPartnerEvents', method: 'GET', path: paths.apiPartnerEvents, ...organiser },
  { operation: 'readPartnerCalendar', deed: 'read-partner-calendar', method: 'POST', path: paths.apiReadPartnerCalendar, ...administrator },
  {
    operation: 'removePartnerCalendar',
    deed: 'remove-partner-calendar',
    method: 'DELETE',
    path: paths.apiPartnerCalendar,
    ...administrator,
  },
  { operation: 'listMembers', deed: 'read-list', method: 'GET', path: paths.apiMembers, ...administrator },
  { operation: 'addMembers', deed: 'add-to-list', method: 'POST', path: paths.apiMembers, body: 'list', ...administrator },
  { operation: 'removeMembers', deed: 'remove-from-list', method: 'POST', path: paths.apiMemberRemovals, body: 'list', ...administrator },
] as const satisfies readonly Operation[]

export const steeringOperations = [
  { operation: 'getSummary', method: 'GET', path: paths.apiSummary, ...staff },
] as const satisfies readonly Operation[]

export const proposalOperations = [
  { operation: 'listProposals', method: 'GET', path: paths.apiProposals, ...staff },
  { operation: 'propose', deed: 'propose', method: 'POST', path: paths.apiProposals, ...staff },
  { operation: 'getProposal', method: 'GET', path: paths.apiProposal, ...staff },
  { operation: 'proposeAgain', deed: 'propose', method: 'PATCH', path: paths.apiProposal, ...staff },
  { operation: 'withdrawProposal', deed: 'withdraw-proposal', method: 'POST', path: paths.apiWithdraw, ...staff },
  { operation: 'listGroupLinks', method: 'GET', path: paths.apiGroupLinks, ...organiser },
  { operation: 'makeGroupLink', deed: 'make-group-link', method: 'POST', path: paths.apiGroupLinks, ...organiser },
  { operation: 'withdrawGroupLink', deed: 'withdraw-group-link', method: 'DELETE', path: paths.apiGroupLink, ...organiser },
  { operation: 'listGroupProposals', method: 'GET', path: paths.apiGroupProposals, ...open },
  { operation: 'proposeByLink', method: 'POST', path: paths.apiGroupProposals, ...open },
  { operation: 'vote', deed: 'vote', method: 'POST', path: paths.apiVotes, ...steering },
  { operation: 'listComments', method: 'GET', path: paths.apiComments, ...staff },
  { operation: 'comment', deed: 'comment-on-proposal', method: 'POST', path: paths.apiComments, ...staff },
] as const satisfies readonly Operation[]

/** Every operation of the API. */
export const operations = [...attendeeOperations, ...organiserOperations, ...steeringOperations, ...proposalOperations] as const
export type OperationId = (typeof operations)[number]['operation']
