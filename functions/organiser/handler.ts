import { loadingFor } from '../../shared/http/on-demand.ts'
import { httpFunction } from '../../shared/http/pipeline.ts'
import { platform, readEnvironment } from '../../shared/runtime/environment.ts'
import { errorView } from '../../shared/views/page/error-view.ts'
import { desk } from './desk/desk.ts'
import { environment } from './environment.ts'
import { routes } from './routes.ts'
import { createServices } from './services.ts'

const variables = readEnvironment(environment)
const services = createServices(variables, readEnvironment(platform))

const onDemand = loadingFor(services)

const attending = () => import('./attendance/attendance.ts')
const everyEvent = () => import('./desk/all-events.ts')
const apiEvents = () => import('./event/api-events.ts')
const managing = () => import('./event/manage.ts')
const editing = () => import('./event-form/edit.ts')
const progress = () => import('./mail-progress/mass-mails.ts')
const answerFiles = () => import('./registrations/answer-file.ts')
const apiRegistrations = () => import('./registrations/api-registrations.ts')
const histories = () => import('./registrations/history.ts')
const mailsAgain = () => import('./registrations/mails-again.ts')
const registrationPages = () => import('./registrations/registrations.ts')
const requests = () => import('./registrations/requests.ts')
const auditing = () => import('./audit/audit.ts')
const apiLists = () => import('./lists/api-lists.ts')
const inviting = () => import('./lists/invitations.ts')
const invitedPeople = () => import('./lists/invited.ts')
const memberList = () => import('./lists/members.ts')
const apiLetters = () => import('./replies/api-letters.ts')
const letters = () => import('./replies/letters.ts')
const sharing = () => import('./sharing/organisers.ts')
const apiSessions = () => import('./programme/api-sessions.ts')
const arranging = () => import('./programme/programme.ts')
const oneSession = () => import('./programme/session.ts')
const speaking = () => import('./speakers/speakers.ts')
const oneSpeaker = () => import('./speakers/one-speaker.ts')
const apiSpeakers = () => import('./speakers/api-speakers.ts')
const attaching = () => import('./attachments/attachments.ts')
const apiAttaching = () => import('./attachments/api-attachments.ts')
const illustrating = () => import('./attachments/picture.ts')
const apiSharing = () => import('./sharing/api-organisers.ts')
const clearing = () => import('./replies/many-letters.ts')
const writing = () => import('./messages/messages.ts')
const downloading = () => import('./registrations/download.ts')
const deleting = () => import('./event/delete.ts')
const publishing = () => import('./publishing/planned-publication.ts')
const previewing = () => import('./draft-link/draft-link.ts')
const moving = () => import('./event/move.ts')
const copying = () => import('./event/copy.ts')
const templateList = () => import('./templates/templates.ts')
const oneTemplate = () => import('./templates/one-template.ts')
const keeping = () => import('./templates/keeping.ts')
const apiTemplates = () => import('./templates/api-templates.ts')
const planning = () => import('./calendar/calendar.ts')
const partnerList = () => import('./partners/partner-calendars.ts')
const apiPartners = () => import('./partners/api-partner-calendars.ts')
const apiSeries = () => import('./series/api-series.ts')
const newSeries = () => import('./series/new-series.ts')
const ownSeries = () => import('./series/own-series.ts')
const allDates = () => import('./series/all-dates.ts')
const anotherDate = () => import('./series/another-date.ts')
const remaining = () => import('./series/remaining.ts')
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
      partnerCalendars: onDemand(partnerList, (page) => page.partnerCalendars),
      addPartnerCalendar: onDemand(partnerList, (page) => page.addPartnerCalendar),
      readPartnerCalendar: onDemand(partnerList, (page) => page.readPartnerCalendar),
      removePartnerCalendar: onDemand(partnerList, (page) => page.removePartnerCalendar),
      newEvent: onDemand(editing, (page) => () => page.newEvent),
      createEvent: onDemand(editing, (page) => page.createEvent),
      templates: onDemand(templateList, (page) => page.templates),
      template: onDemand(oneTemplate, (page) => page.template),
      useTemplate: onDemand(oneTemplate, (page) => page.useTemplate),
      deleteTemplateForm: onDemand(oneTemplate, (page) => page.deleteTemplateForm),
      deleteTemplate: onDemand(oneTemplate, (page) => page.deleteTemplate),
      keepForm: onDemand(keeping, (page) => page.keepForm),
      keepAsTemplate: onDemand(keeping, (page) => page.keepAsTemplate),
      newSeries: onDemand(newSeries, (page) => page.newSeries),
      createSeries: onDemand(newSeries, (page) => page.createSeries),
      manageSeries: onDemand(ownSeries, (page) => page.manageSeries),
      publishSeries: onDemand(ownSeries, (page) => page.publishSeries),
      planSeriesPublication: onDemand(ownSeries, (page) => page.planSeriesPublication),
      withdrawSeriesPublication: onDemand(ownSeries, (page) => page.withdrawSeriesPublication),
      editSeries: onDemand(allDates, (page) => page.editSeries),
      saveSeries: onDemand(allDates, (page) => page.saveSeries),
      dateForm: onDemand(anotherDate, (page) => page.dateForm),
      addDate: onDemand(anotherDate, (page) => page.addDate),
      cancelSeriesForm: onDemand(remaining, (page) => page.cancelSeriesForm),
      cancelSeries: onDemand(remaining, (page) => page.cancelSeries),
      manage: onDemand(managing, (page) => page.manage),
      edit: onDemand(editing, (page) => page.edit),
      saveEvent: onDemand(editing, (page) => page.saveEvent),
      planProgramme: onDemand(arranging, (page) => page.planProgramme),
      moveSession: onDemand(arranging, (page) => page.moveSession),
      newSession: onDemand(oneSession, (page) => page.newSession),
      addSession: onDemand(oneSession, (page) => page.addSession),
      editSession: onDemand(oneSession, (page) => page.editSession),
      saveSession: onDemand(oneSession, (page) => page.saveSession),
      checkRemoval: onDemand(oneSession, (page) => page.checkRemoval),
      removeSession: onDemand(oneSession, (page) => page.removeSession),
      speakers: onDemand(speaking, (page) => page.speakers),
      addSpeaker: onDemand(speaking, (page) => page.addSpeaker),
      inviteSpeakers: onDemand(speaking, (page) => page.inviteSpeakers),
      speaker: onDemand(oneSpeaker, (page) => page.speaker),
      changeSpeaker: onDemand(oneSpeaker, (page) => page.changeSpeaker),
      inviteSpeaker: onDemand(oneSpeaker, (page) => page.inviteSpeaker),
      checkSpeakerRemoval: onDemand(oneSpeaker, (page) => page.checkSpeakerRemoval),
      picture: onDemand(illustrating, (page) => page.picture),
      setPicture: onDemand(illustrating, (page) => page.setPicture),
      removePicture: onDemand(illustrating, (page) => page.removePicture),
      attachments: onDemand(attaching, (page) => page.attachments),
      attach: onDemand(attaching, (page) => page.attach),
      detach: onDemand(attaching, (page) => page.detach),
      removeSpeaker: onDemand(oneSpeaker, (page) => page.removeSpeaker),
      publish: onDemand(managing, (page) => page.publish),
      planPublication: onDemand(publishing, (page) => page.planPublication),
      withdrawPublication: onDemand(publishing, (page) => page.withdrawPublication),
      makePreviewLink: onDemand(previewing, (page) => page.makePreviewLink),
      withdrawPreviewLink: onDemand(previewing, (page) => page.withdrawPreviewLink),
      cancelForm: onDemand(managing, (page) => page.cancelForm),
      cancel: onDemand(managing, (page) => page.cancel),
      deleteForm: onDemand(deleting, (page) => page.deleteForm),
      deleteEvent: onDemand(deleting, (page) => page.deleteEvent),
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
      registrationList: onDemand(registrationPages, (page) => page.registrationList),
      markAttendance: onDemand(attending, (page) => page.markAttendance),
      registrationHistory: onDemand(histories, (page) => page.registrationHistory),
      approveRequest: onDemand(requests, (page) => page.approveRequest),
      declineRequest: onDemand(requests, (page) => page.declineRequest),
      checkCancellations: onDemand(cancelling, (page) => page.checkCancellations),
      cancelRegistrations: onDemand(cancelling, (page) => page.cancelRegistrations),
      liftSuppression: onDemand(mailsAgain, (page) => page.liftSuppression),
      registrationFile: onDemand(answerFiles, (page) => page.registrationFile),
      registrationsExport: onDemand(downloading, (page) => page.registrationsExport),
      registrationsWorkbook: onDemand(downloading, (page) => page.registrationsWorkbook),
      eventAudit: onDemand(auditing, (page) => page.eventAudit),
      eventAuditFile: onDemand(auditing, (page) => page.eventAuditFile),
      eventAuditWorkbook: onDemand(auditing, (page) => page.eventAuditWorkbook),
      wholeAudit: onDemand(auditing, (page) => page.wholeAudit),
      wholeAuditFile: onDemand(auditing, (page) => page.wholeAuditFile),
      wholeAuditWorkbook: onDemand(auditing, (page) => page.wholeAuditWorkbook),
      allEvents: onDemand(everyEvent, (page) => page.allEvents),
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
      listSpeakers: onDemand(apiSpeakers, (operation) => operation.listSpeakers),
      addSpeaker: onDemand(apiSpeakers, (operation) => operation.addSpeaker),
      getSpeaker: onDemand(apiSpeakers, (operation) => operation.getSpeaker),
      changeSpeaker: onDemand(apiSpeakers, (operation) => operation.changeSpeaker),
      inviteSpeaker: onDemand(apiSpeakers, (operation) => operation.inviteSpeaker),
      removeSpeaker: onDemand(apiSpeakers, (operation) => operation.removeSpeaker),
      setPicture: onDemand(illustrating, (page) => page.apiSetPicture),
      removePicture: onDemand(illustrating, (page) => page.apiRemovePicture),
      makeFileForm: onDemand(apiAttaching, (operation) => operation.makeFileForm),
      attachFile: onDemand(apiAttaching, (operation) => operation.attachFile),
      removeFile: onDemand(apiAttaching, (operation) => operation.removeFile),
      listOwnEvents: onDemand(apiEvents, (operation) => operation.listOwnEvents),
      getOwnEvent: onDemand(apiEvents, (operation) => operation.getOwnEvent),
      createEvent: onDemand(apiEvents, (operation) => operation.createEvent),
      changeEvent: onDemand(apiEvents, (operation) => operation.changeEvent),
      publishEvent: onDemand(publishing, (operation) => operation.publishEvent),
      withdrawPublication: onDemand(publishing, (operation) => operation.apiWithdrawPublication),
      makePreviewLink: onDemand(previewing, (page) => page.apiMakePreviewLink),
      withdrawPreviewLink: onDemand(previewing, (page) => page.apiWithdrawPreviewLink),
      cancelEvent: onDemand(apiEvents, (operation) => operation.cancelEvent),
      deleteEvent: onDemand(deleting, (page) => page.apiDeleteEvent),
      createSeries: onDemand(apiSeries, (operation) => operation.createSeries),
      planDates: onDemand(apiSeries, (operation) => operation.planDates),
      addSeriesDate: onDemand(apiSeries, (operation) => operation.addSeriesDate),
      cancelSeries: onDemand(apiSeries, (operation) => operation.cancelSeries),
      getOwnSeries: onDemand(apiSeries, (operation) => operation.getOwnSeries),
      changeSeries: onDemand(apiSeries, (operation) => operation.changeSeries),
      publishSeries: onDemand(apiSeries, (operation) => operation.publishSeries),
      withdrawSeriesPublication: onDemand(apiSeries, (operation) => operation.withdrawSeriesPublication),
      copyEvent: onDemand(copying, (page) => page.apiCopyEvent),
      listTemplates: onDemand(apiTemplates, (operation) => operation.listTemplates),
      keepTemplate: onDemand(apiTemplates, (operation) => operation.keepTemplate),
      createFromTemplate: onDemand(apiTemplates, (operation) => operation.createFromTemplate),
      removeTemplate: onDemand(apiTemplates, (operation) => operation.removeTemplate),
      listPartnerCalendars: onDemand(apiPartners, (operation) => operation.listPartnerCalendars),
      addPartnerCalendar: onDemand(apiPartners, (operation) => operation.addPartnerCalendar),
      listPartnerEvents: onDemand(apiPartners, (operation) => operation.listPartnerEvents),
      readPartnerCalendar: onDemand(apiPartners, (operation) => operation.readPartnerCalendar),
      removePartnerCalendar: onDemand(apiPartners, (operation) => operation.removePartnerCalendar),
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
      listMassMails: onDemand(progress, (page) => page.listMassMails),
      listEventLetters: onDemand(apiLetters, (page) => page.listEventLetters),
      dealWithEventLetter: onDemand(apiLetters, (page) => page.dealWithEventLetter),
      dealWithEventLetters: onDemand(clearing, (page) => page.apiDealWithEventLetters),
      listLetters: onDemand(apiLetters, (page) => page.listLetters),
      dealWithLetter: onDemand(apiLetters, (page) => page.dealWithLetter),
      dealWithLetters: onDemand(clearing, (page) => page.apiDealWithLetters),
      listRegistrations: onDemand(apiRegistrations, (page) => page.listRegistrations),
      markAttendance: onDemand(attending, (page) => page.apiMarkAttendance),
      readRegistration: onDemand(histories, (page) => page.readRegistration),
      sendMailsAgain: onDemand(mailsAgain, (page) => page.apiLiftSuppression),
      approveRegistration: onDemand(requests, (page) => page.apiApprove),
      declineRegistration: onDemand(requests, (page) => page.apiDecline),
      cancelForOrganiser: onDemand(cancelling, (page) => page.apiCancelOne),
      cancelRegistrations: onDemand(cancelling, (page) => page.apiCancelMany),
    },
  },
)
