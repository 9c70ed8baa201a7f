import { platform, readEnvironment } from '../../shared/web/environment.ts'
import { httpFunction } from '../../shared/web/pipeline.ts'
import * as apiEvents from './api-events.ts'
import * as apiLetters from './api-letters.ts'
import * as apiLists from './api-lists.ts'
import { listRegistrations } from './api-registrations.ts'
import { apiMarkAttendance, markAttendance } from './attendance.ts'
import { desk } from './desk.ts'
import { createEvent, edit, newEvent, saveEvent } from './edit.ts'
import { environment } from './environment.ts'
import { apiInvite, checkInvitations, sendInvitations } from './invitations.ts'
import { addInvited, invited, removeInvited } from './invited.ts'
import * as letters from './letters.ts'
import { cancel, cancelForm, manage, publish } from './manage.ts'
import { listMassMails } from './mass-mails.ts'
import { addMembers, members, removeMember } from './members.ts'
import { messages, writeMessage } from './messages.ts'
import { apiLiftSuppression, liftSuppression } from './reachability.ts'
import { registrationFile } from './registration-file.ts'
import { readRegistration, registrationHistory } from './registration-history.ts'
import { registrationList } from './registrations.ts'
import { registrationsExport } from './registrations-export.ts'
import { apiApprove, apiDecline, approveRequest, declineRequest } from './requests.ts'
import { routes } from './routes.ts'
import { createServices } from './services.ts'

const variables = readEnvironment(environment)
const services = createServices(variables, readEnvironment(platform))

export const handler = httpFunction(
  routes,
  {
    'GET /organiser': desk(services),
    'GET /organiser/events/new': newEvent,
    'POST /organiser/events/new': createEvent(services),
    'GET /organiser/events/{slug}': manage(services),
    'POST /organiser/events/{slug}/registrations/{id}/approve': approveRequest(services),
    'POST /organiser/events/{slug}/registrations/{id}/decline': declineRequest(services),
    'POST /organiser/events/{slug}/registrations/{id}/reachable': liftSuppression(services),
    'GET /organiser/events/{slug}/edit': edit(services),
    'POST /organiser/events/{slug}/edit': saveEvent(services),
    'POST /organiser/events/{slug}/publish': publish(services),
    'GET /organiser/events/{slug}/cancel': cancelForm(services),
    'POST /organiser/events/{slug}/cancel': cancel(services),
    'GET /organiser/events/{slug}/messages': messages(services),
    'POST /organiser/events/{slug}/messages': writeMessage(services),
    'GET /organiser/events/{slug}/letters': letters.eventLetters(services),
    'POST /organiser/events/{slug}/letters/{id}/dealt-with': letters.dealWithEventLetter(services),
    'GET /organiser/events/{slug}/letters/{id}/mail': letters.eventLetterMail(services),
    'GET /organiser/letters': letters.otherLetters(services),
    'POST /organiser/letters/{id}/dealt-with': letters.dealWithLetter(services),
    'GET /organiser/letters/{id}/mail': letters.letterMail(services),
    'GET /organiser/events/{slug}/registrations': registrationList(services),
    'POST /organiser/events/{slug}/attendance': markAttendance(services),
    'GET /organiser/events/{slug}/registrations/{id}': registrationHistory(services),
    'GET /organiser/events/{slug}/registrations/{registration}/files/{question}': registrationFile(services),
    'GET /organiser/events/{slug}/registrations.csv': registrationsExport(services),
    'GET /organiser/members': members(services),
    'POST /organiser/members': addMembers(services),
    'POST /organiser/members/remove': removeMember(services),
    'GET /organiser/events/{slug}/invited': invited(services),
    'POST /organiser/events/{slug}/invited': addInvited(services),
    'POST /organiser/events/{slug}/invited/remove': removeInvited(services),
    'GET /organiser/events/{slug}/invitations': checkInvitations(services),
    'POST /organiser/events/{slug}/invitations': sendInvitations(services),
    'POST /api/v1/events/{slug}/invitations': apiInvite(services),
    'GET /api/v1/members': apiLists.listMembers(services),
    'POST /api/v1/members': apiLists.addMembers(services),
    'POST /api/v1/members/removals': apiLists.removeMembers(services),
    'GET /api/v1/events/{slug}/invited': apiLists.listInvited(services),
    'POST /api/v1/events/{slug}/invited': apiLists.addInvited(services),
    'POST /api/v1/events/{slug}/invited/removals': apiLists.removeInvited(services),
    'GET /api/v1/organiser/events': apiEvents.listOwnEvents(services),
    'GET /api/v1/organiser/events/{slug}': apiEvents.getOwnEvent(services),
    'POST /api/v1/events': apiEvents.createEvent(services),
    'PATCH /api/v1/events/{slug}': apiEvents.changeEvent(services),
    'POST /api/v1/events/{slug}/publish': apiEvents.publishEvent(services),
    'POST /api/v1/events/{slug}/cancel': apiEvents.cancelEvent(services),
    'GET /api/v1/events/{slug}/mails': listMassMails(services),
    'GET /api/v1/events/{slug}/letters': apiLetters.listEventLetters(services),
    'POST /api/v1/events/{slug}/letters/{id}/dealt-with': apiLetters.dealWithEventLetter(services),
    'GET /api/v1/letters': apiLetters.listLetters(services),
    'POST /api/v1/letters/{id}/dealt-with': apiLetters.dealWithLetter(services),
    'GET /api/v1/events/{slug}/registrations': listRegistrations(services),
    'PATCH /api/v1/events/{slug}/attendance': apiMarkAttendance(services),
    'GET /api/v1/events/{slug}/registrations/{id}': readRegistration(services),
    'POST /api/v1/events/{slug}/registrations/{id}/reachable': apiLiftSuppression(services),
    'POST /api/v1/events/{slug}/registrations/{id}/approve': apiApprove(services),
    'POST /api/v1/events/{slug}/registrations/{id}/decline': apiDecline(services),
  },
  { siteUrl: variables.SITE_URL, sessionKey: services.keys.sessions },
)
