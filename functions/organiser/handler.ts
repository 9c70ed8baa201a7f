import { loadingFor } from '../../shared/http/on-demand.ts'
import { httpFunction } from '../../shared/http/pipeline.ts'
import { platform, readEnvironment } from '../../shared/runtime/environment.ts'
import { errorView } from '../../shared/views/page/error-view.ts'
import { apiMarkAttendance, markAttendance } from './attendance/attendance.ts'
import { allEvents } from './desk/all-events.ts'
import { desk } from './desk/desk.ts'
import { environment } from './environment.ts'
import * as apiEvents from './event/api-events.ts'
import { cancel, cancelForm, manage, publish } from './event/manage.ts'
import { createEvent, edit, newEvent, saveEvent } from './event-form/edit.ts'
import { listMassMails } from './mail-progress/mass-mails.ts'
import { registrationFile } from './registrations/answer-file.ts'
import { listRegistrations } from './registrations/api-registrations.ts'
import { readRegistration, registrationHistory } from './registrations/history.ts'
import { apiLiftSuppression, liftSuppression } from './registrations/mails-again.ts'
import { registrationList } from './registrations/registrations.ts'
import { apiApprove, apiDecline, approveRequest, declineRequest } from './registrations/requests.ts'
import { routes } from './routes.ts'
import { createServices } from './services.ts'

const variables = readEnvironment(environment)
const services = createServices(variables, readEnvironment(platform))

const onDemand = loadingFor(services)

const auditing = () => import('./audit/audit.ts')
const apiLists = () => import('./lists/api-lists.ts')
const inviting = () => import('./lists/invitations.ts')
const invitedPeople = () => import('./lists/invited.ts')
const memberList = () => import('./lists/members.ts')
const apiLetters = () => import('./replies/api-letters.ts')
const letters = () => import('./replies/letters.ts')
const sharing = () => import('./sharing/organisers.ts')
const apiSessions = () => import('./event/api-sessions.ts')
const apiSharing = () => import('./sharing/api-organisers.ts')
const clearing = () => import('./replies/many-letters.ts')
const writing = () => import('./messages/messages.ts')
const downloading = () => import('./registrations/download.ts')
const moving = () => import('./event/move.ts')
const copying = () => import('./event/copy.ts')
const planning = () => import('./calendar/calendar.ts')
const apiSeries = () => import('./series/api-series.ts')
const cancelling = () => import('./registrations/cancellations.ts')

export const handler = httpFunction(
  routes,
  {
    siteUrl: variables.SITE_URL,
    originSecrets: variables.ORIGIN_SECRETS,
    errorPage: errorView,
    findSession: services.findSession,
    typed: services.typed,
    audit: services.audit.add,
  },
  {
    pages: {
      desk: desk(services),
      calendar: onDemand(planning, (page) => page.calendar),
      newEvent,
      createEvent: createEvent(services),
      manage: manage(services),
      edit: edit(services),
      saveEvent: saveEvent(services),
      publish: publish(services),
      cancelForm: cancelForm(services),
      cancel: cancel(services),
      copyForm: onDemand(copying, (page) => page.copyForm),
      copyEvent: onDemand(copying, (page) => page.copyEvent),
      moveForm: onDemand(moving, (page) => page.moveForm),
      moveEvent: onDemand(moving, (page) => page.moveEvent),
      messages: onDemand(writing, (page) => page.messages),
      writeMessage: onDemand(writing, (page) => page.writeMessage),
      eventLetters: onDemand(letters, (page) => page.eventLetters),
      dealWithEventLetter: onDemand(letters, (page) => page.dealWithEventLetter),
      dealWithEventLetters: onDemand(clearing, (page) => page.dealWithEventLetters),
      eventLetterMail: onDemand(letters, (page) => page.eventLetterMail),
      otherLetters: onDemand(letters, (page) => page.otherLetters),
      dealWithLetter: onDemand(letters, (page) => page.dealWithLetter),
      dealWithLetters: onDemand(clearing, (page) => page.dealWithLetters),
      letterMail: onDemand(letters, (page) => page.letterMail),
      registrationList: registrationList(services),
      markAttendance: markAttendance(services),
      registrationHistory: registrationHistory(services),
      approveRequest: approveRequest(services),
      declineRequest: declineRequest(services),
      checkCancellations: onDemand(cancelling, (page) => page.checkCancellations),
      cancelRegistrations: onDemand(cancelling, (page) => page.cancelRegistrations),
      liftSuppression: liftSuppression(services),
      registrationFile: registrationFile(services),
      registrationsExport: onDemand(downloading, (page) => page.registrationsExport),
      registrationsWorkbook: onDemand(downloading, (page) => page.registrationsWorkbook),
      eventAudit: onDemand(auditing, (page) => page.eventAudit),
      eventAuditFile: onDemand(auditing, (page) => page.eventAuditFile),
      eventAuditWorkbook: onDemand(auditing, (page) => page.eventAuditWorkbook),
      wholeAudit: onDemand(auditing, (page) => page.wholeAudit),
      wholeAuditFile: onDemand(auditing, (page) => page.wholeAuditFile),
      wholeAuditWorkbook: onDemand(auditing, (page) => page.wholeAuditWorkbook),
      allEvents: allEvents(services),
      organisers: onDemand(sharing, (page) => page.organisers),
      shareEvent: onDemand(sharing, (page) => page.shareEvent),
      unshareEvent: onDemand(sharing, (page) => page.unshareEvent),
      handOverEvent: onDemand(sharing, (page) => page.handOverEvent),
      members: onDemand(memberList, (page) => page.members),
      addMembers: onDemand(memberList, (page) => page.addMembers),
      removeMember: onDemand(memberList, (page) => page.removeMember),
      invited: onDemand(invitedPeople, (page) => page.invited),
      addInvited: onDemand(invitedPeople, (page) => page.addInvited),
      removeInvited: onDemand(invitedPeople, (page) => page.removeInvited),
      checkInvitations: onDemand(inviting, (page) => page.checkInvitations),
      sendInvitations: onDemand(inviting, (page) => page.sendInvitations),
    },
    operations: {
      sendInvitations: onDemand(inviting, (page) => page.apiInvite),
      listMembers: onDemand(apiLists, (page) => page.listMembers),
      addMembers: onDemand(apiLists, (page) => page.addMembers),
      removeMembers: onDemand(apiLists, (page) => page.removeMembers),
      listInvited: onDemand(apiLists, (page) => page.listInvited),
      addInvited: onDemand(apiLists, (page) => page.addInvited),
      removeInvited: onDemand(apiLists, (page) => page.removeInvited),
      listOwnEvents: apiEvents.listOwnEvents(services),
      getOwnEvent: apiEvents.getOwnEvent(services),
      createEvent: apiEvents.createEvent(services),
      changeEvent: apiEvents.changeEvent(services),
      publishEvent: apiEvents.publishEvent(services),
      cancelEvent: apiEvents.cancelEvent(services),
      createSeries: onDemand(apiSeries, (operation) => operation.createSeries),
      getOwnSeries: onDemand(apiSeries, (operation) => operation.getOwnSeries),
      changeSeries: onDemand(apiSeries, (operation) => operation.changeSeries),
      publishSeries: onDemand(apiSeries, (operation) => operation.publishSeries),
      copyEvent: onDemand(copying, (page) => page.apiCopyEvent),
      moveEvent: onDemand(moving, (page) => page.apiMoveEvent),
      readEventAudit: onDemand(auditing, (page) => page.readEventAudit),
      readAudit: onDemand(auditing, (page) => page.readAudit),
      addSession: onDemand(apiSessions, (operation) => operation.addSession),
      changeSession: onDemand(apiSessions, (operation) => operation.changeSession),
      removeSession: onDemand(apiSessions, (operation) => operation.removeSession),
      listOrganisers: onDemand(apiSharing, (page) => page.listOrganisers),
      shareEvent: onDemand(apiSharing, (page) => page.shareEvent),
      unshareEvent: onDemand(apiSharing, (page) => page.unshareEvent),
      handOverEvent: onDemand(apiSharing, (page) => page.handOverEvent),
      listMassMails: listMassMails(services),
      listEventLetters: onDemand(apiLetters, (page) => page.listEventLetters),
      dealWithEventLetter: onDemand(apiLetters, (page) => page.dealWithEventLetter),
      dealWithEventLetters: onDemand(clearing, (page) => page.apiDealWithEventLetters),
      listLetters: onDemand(apiLetters, (page) => page.listLetters),
      dealWithLetter: onDemand(apiLetters, (page) => page.dealWithLetter),
      dealWithLetters: onDemand(clearing, (page) => page.apiDealWithLetters),
      listRegistrations: listRegistrations(services),
      markAttendance: apiMarkAttendance(services),
      readRegistration: readRegistration(services),
      sendMailsAgain: apiLiftSuppression(services),
      approveRegistration: apiApprove(services),
      declineRegistration: apiDecline(services),
      cancelForOrganiser: onDemand(cancelling, (page) => page.apiCancelOne),
      cancelRegistrations: onDemand(cancelling, (page) => page.apiCancelMany),
    },
  },
)
