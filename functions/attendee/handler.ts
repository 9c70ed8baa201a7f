import { httpFunction } from '../../shared/http/pipeline.ts'
import { platform, readEnvironment } from '../../shared/runtime/environment.ts'
import { errorView } from '../../shared/views/page/error-view.ts'
import { apiDescription, apiPage } from './api-page/api-description.ts'
import { apiMyLinks, myLinksForm, myLinksSent, sendMyLinks } from './by-address/my-links.ts'
import { personalCalendar, renewPersonalCalendar } from './by-address/personal-calendar.ts'
import { unsubscribe, unsubscribeForm } from './by-address/unsubscribe.ts'
import { environment } from './environment.ts'
import { getSurvey, respond } from './feedback/api-feedback.ts'
import { feedbackForm, feedbackThanks, giveFeedback } from './feedback/feedback.ts'
import * as own from './own-registration/api-own-registration.ts'
import { handOver, handOverForm } from './own-registration/hand-over.ts'
import {
  acceptOffer,
  cancelRegistration,
  changeRegistration,
  keepPlace,
  registration,
  registrationCancel,
  registrationChange,
  removeFile,
} from './own-registration/registration.ts'
import { getEvent, listEvents } from './programme/api-events.ts'
import { event } from './programme/event.ts'
import { home } from './programme/home.ts'
import { registerPeople, registerPerson } from './registering/api-registrations.ts'
import { registerGroup, registerGroupForm } from './registering/group-registration.ts'
import { apiPersonalLink, askPersonalLink, personalLinkSent } from './registering/personal-link.ts'
import { register, registered, registerForm } from './registering/register.ts'
import { routes } from './routes.ts'
import { createServices } from './services.ts'
import { robots, securityContact } from './standing/files-for-robots.ts'
import { about, calendars, chooseLanguage, privacy } from './standing/standing-pages.ts'

const variables = readEnvironment(environment)
const services = createServices(variables, readEnvironment(platform))

export const handler = httpFunction(
  routes,
  { siteUrl: variables.SITE_URL, originSecrets: variables.ORIGIN_SECRETS, errorPage: errorView },
  {
    pages: {
      home: home(services),
      event: event(services),
      registerForm: registerForm(services),
      register: register(services),
      registerGroupForm: registerGroupForm(services),
      registerGroup: registerGroup(services),
      registered: registered(services),
      askPersonalLink: askPersonalLink(services),
      personalLinkSent: personalLinkSent(services),
      registration: registration(services),
      registrationChange: registrationChange(services),
      changeRegistration: changeRegistration(services),
      registrationCancel: registrationCancel(services),
      cancelRegistration: cancelRegistration(services),
      keepPlace: keepPlace(services),
      acceptOffer: acceptOffer(services),
      handOverForm: handOverForm(services),
      handOver: handOver(services),
      removeFile: removeFile(services),
      myLinksForm,
      sendMyLinks: sendMyLinks(services),
      myLinksSent,
      feedbackForm: feedbackForm(services),
      giveFeedback: giveFeedback(services),
      feedbackThanks,
      unsubscribeForm: unsubscribeForm(services),
      unsubscribe: unsubscribe(services),
      personalCalendar: personalCalendar(services),
      renewPersonalCalendar: renewPersonalCalendar(services),
      calendars,
      privacy,
      about,
      chooseLanguage,
      robots,
      securityContact,
      apiPage,
      apiDescription,
    },
    operations: {
      listEvents: listEvents(services),
      getEvent: getEvent(services),
      register: registerPerson(services),
      registerGroup: registerPeople(services),
      getRegistration: own.getRegistration(services),
      changeRegistration: own.changeRegistration(services),
      acceptOffer: own.acceptOffer(services),
      cancelRegistration: own.cancelRegistration(services),
      handOver: own.handOver(services),
      sendMyLinks: apiMyLinks(services),
      sendPersonalLink: apiPersonalLink(services),
      getSurvey: getSurvey(services),
      respond: respond(services),
    },
  },
)
