import { errorView } from '../../shared/views/error-view.ts'
import { platform, readEnvironment } from '../../shared/web/environment.ts'
import { httpFunction } from '../../shared/web/pipeline.ts'
import { apiDescription, apiPage } from './api-description.ts'
import { getEvent, listEvents } from './api-events.ts'
import { getSurvey, respond } from './api-feedback.ts'
import * as own from './api-own-registration.ts'
import { registerPeople, registerPerson } from './api-registrations.ts'
import { environment } from './environment.ts'
import { event } from './event.ts'
import { feedbackForm, feedbackThanks, giveFeedback } from './feedback.ts'
import { handOver, handOverForm } from './hand-over.ts'
import { home } from './home.ts'
import { apiMyLinks, myLinksForm, myLinksSent, sendMyLinks } from './my-links.ts'
import { personalCalendar, renewPersonalCalendar } from './personal-calendar.ts'
import { apiPersonalLink, askPersonalLink, personalLinkSent } from './personal-link.ts'
import { register, registered, registerForm } from './register.ts'
import { registerGroup, registerGroupForm } from './register-group.ts'
import {
  acceptOffer,
  cancelRegistration,
  changeRegistration,
  keepPlace,
  registration,
  registrationCancel,
  registrationChange,
  removeFile,
} from './registration.ts'
import { routes } from './routes.ts'
import { createServices } from './services.ts'
import { about, calendars, chooseLanguage, privacy } from './standing-pages.ts'
import { unsubscribe, unsubscribeForm } from './unsubscribe.ts'

const variables = readEnvironment(environment)
const services = createServices(variables, readEnvironment(platform))

export const handler = httpFunction(
  routes,
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
  { siteUrl: variables.SITE_URL, errorPage: errorView },
)
