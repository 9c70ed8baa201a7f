import { errorView } from '../../shared/views/error-view.ts'
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
import { apiLiftSuppression, liftSuppression } from './mails-again.ts'
import { cancel, cancelForm, manage, publish } from './manage.ts'
import { listMassMails } from './mass-mails.ts'
import { addMembers, members, removeMember } from './members.ts'
import { messages, writeMessage } from './messages.ts'
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
    pages: {
      desk: desk(services),
      newEvent,
      createEvent: createEvent(services),
      manage: manage(services),
      edit: edit(services),
      saveEvent: saveEvent(services),
      publish: publish(services),
      cancelForm: cancelForm(services),
      cancel: cancel(services),
      messages: messages(services),
      writeMessage: writeMessage(services),
      eventLetters: letters.eventLetters(services),
      dealWithEventLetter: letters.dealWithEventLetter(services),
      eventLetterMail: letters.eventLetterMail(services),
      otherLetters: letters.otherLetters(services),
      dealWithLetter: letters.dealWithLetter(services),
      letterMail: letters.letterMail(services),
      registrationList: registrationList(services),
      markAttendance: markAttendance(services),
      registrationHistory: registrationHistory(services),
      approveRequest: approveRequest(services),
      declineRequest: declineRequest(services),
      liftSuppression: liftSuppression(services),
      registrationFile: registrationFile(services),
      registrationsExport: registrationsExport(services),
      members: members(services),
      addMembers: addMembers(services),
      removeMember: removeMember(services),
      invited: invited(services),
      addInvited: addInvited(services),
      removeInvited: removeInvited(services),
      checkInvitations: checkInvitations(services),
      sendInvitations: sendInvitations(services),
    },
    operations: {
      sendInvitations: apiInvite(services),
      listMembers: apiLists.listMembers(services),
      addMembers: apiLists.addMembers(services),
      removeMembers: apiLists.removeMembers(services),
      listInvited: apiLists.listInvited(services),
      addInvited: apiLists.addInvited(services),
      removeInvited: apiLists.removeInvited(services),
      listOwnEvents: apiEvents.listOwnEvents(services),
      getOwnEvent: apiEvents.getOwnEvent(services),
      createEvent: apiEvents.createEvent(services),
      changeEvent: apiEvents.changeEvent(services),
      publishEvent: apiEvents.publishEvent(services),
      cancelEvent: apiEvents.cancelEvent(services),
      listMassMails: listMassMails(services),
      listEventLetters: apiLetters.listEventLetters(services),
      dealWithEventLetter: apiLetters.dealWithEventLetter(services),
      listLetters: apiLetters.listLetters(services),
      dealWithLetter: apiLetters.dealWithLetter(services),
      listRegistrations: listRegistrations(services),
      markAttendance: apiMarkAttendance(services),
      readRegistration: readRegistration(services),
      sendMailsAgain: apiLiftSuppression(services),
      approveRegistration: apiApprove(services),
      declineRegistration: apiDecline(services),
    },
  },
  { siteUrl: variables.SITE_URL, errorPage: errorView, sessionKey: services.keys.sessions },
)
