import { myLinksInputSchema, personalLinkInputSchema } from '../../domain/ask.ts'
import { markingsSchema } from '../../domain/attendance.ts'
import { handOverInputSchema } from '../../domain/hand-over.ts'
import { registrationPatchSchema } from '../../domain/registration-patch.ts'
import { paths } from '../paths.ts'
import type { Operation } from './operation.ts'
import { acceptedOutput, approvingOutput, attendanceOutput, ownRegistrationOutput, reachableOutput } from './registration-schemas.ts'

const asItIs = { status: 200, description: 'The registration as it is now', schema: ownRegistrationOutput } as const
const decided = (description: string) => ({ status: 200, description, schema: approvingOutput }) as const
const decideFaults = ['not-signed-in', 'not-allowed', 'not-found', 'state-conflict'] as const

/** What people do with their own registration, by the token at the end of their personal link, and what organisers decide about it. */
export const registrationOperations: readonly Operation[] = [
  {
    id: 'sendPersonalLink',
    method: 'POST',
    path: paths.apiPersonalLinks,
    access: 'public',
    summary:
      'Ask for a mail with the personal link, whose personalKey registers for an event for members or invited people; the answer is the same for every address',
    body: personalLinkInputSchema,
    success: { status: 202, description: 'Asked for; a mail goes out if the address is on the list', schema: acceptedOutput },
    faults: ['malformed-body', 'not-found', 'state-conflict', 'invalid'],
  },
  {
    id: 'sendMyLinks',
    method: 'POST',
    path: paths.apiMyLinks,
    access: 'public',
    summary: 'Ask for a mail with the links of an address’s registrations; the answer is the same for every address',
    body: myLinksInputSchema,
    success: { status: 202, description: 'Asked for; a mail goes out if there are registrations', schema: acceptedOutput },
    faults: ['malformed-body', 'invalid'],
  },
  {
    id: 'getRegistration',
    method: 'GET',
    path: paths.apiRegistration,
    access: 'public',
    summary: 'Read a registration with the token at the end of its personal link',
    success: asItIs,
    faults: ['not-found'],
  },
  {
    id: 'changeRegistration',
    method: 'PATCH',
    path: paths.apiRegistration,
    access: 'public',
    summary: 'Change details, answers and the choice of sessions; null takes an optional one away (RFC 7396)',
    body: registrationPatchSchema,
    success: asItIs,
    faults: ['malformed-body', 'not-found', 'state-conflict', 'invalid'],
  },
  {
    id: 'acceptOffer',
    method: 'POST',
    path: paths.apiRegistrationAccept,
    access: 'public',
    summary: 'Take the place that is offered',
    success: asItIs,
    faults: ['not-found', 'state-conflict'],
  },
  {
    id: 'cancelRegistration',
    method: 'POST',
    path: paths.apiRegistrationCancel,
    access: 'public',
    summary: 'Give up a place, leave the waiting list, decline an offer or withdraw a request; twice is the same as once',
    success: asItIs,
    faults: ['not-found', 'state-conflict'],
  },
  {
    id: 'handOver',
    method: 'POST',
    path: paths.apiRegistrationHandOver,
    access: 'public',
    summary: 'Hand the place over to a colleague; the answer never tells whether the colleague was registered before',
    body: handOverInputSchema,
    success: asItIs,
    faults: ['malformed-body', 'not-found', 'state-conflict', 'invalid'],
  },
  {
    id: 'approveRegistration',
    method: 'POST',
    path: paths.apiApprove,
    access: 'token',
    summary: 'Approve a request to register for an event of your own (organiser)',
    success: decided('A place, or one on the waiting list'),
    faults: decideFaults,
  },
  {
    id: 'declineRegistration',
    method: 'POST',
    path: paths.apiDecline,
    access: 'token',
    summary: 'Decline a request to register for an event of your own (organiser)',
    success: decided('The request is over'),
    faults: decideFaults,
  },
  {
    id: 'sendMailsAgain',
    method: 'POST',
    path: paths.apiReachable,
    access: 'token',
    summary:
      'Let mails go out again to the address of a registration for an event of your own, those that were held back included; twice is the same as once (organiser)',
    success: { status: 200, description: 'Since when mails go out again', schema: reachableOutput },
    faults: ['not-signed-in', 'not-allowed', 'not-found'],
  },
  {
    id: 'markAttendance',
    method: 'PATCH',
    path: paths.apiAttendance,
    access: 'token',
    summary: 'Note who attended an event of your own, from its start on; others stay as they are, twice is the same as once (organiser)',
    body: markingsSchema,
    success: { status: 200, description: 'What came of each', schema: attendanceOutput },
    faults: ['malformed-body', ...decideFaults, 'invalid'],
  },
]
