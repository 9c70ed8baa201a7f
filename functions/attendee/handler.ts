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
import { about, calendars, chooseLanguage, notFound, privacy } from './standing-pages.ts'
import { unsubscribe, unsubscribeForm } from './unsubscribe.ts'

const variables = readEnvironment(environment)
const services = createServices(variables, readEnvironment(platform))

export const handler = httpFunction(
  routes,
  {
    'GET /': home(services),
    'GET /events/{slug}': event(services),
    'GET /events/{slug}/register': registerForm(services),
    'POST /events/{slug}/register': register(services),
    'GET /events/{slug}/register-group': registerGroupForm(services),
    'POST /events/{slug}/register-group': registerGroup(services),
    'GET /events/{slug}/registered': registered(services),
    'POST /events/{slug}/personal-link': askPersonalLink(services),
    'GET /events/{slug}/personal-link-sent': personalLinkSent(services),
    'GET /registrations/{token}': registration(services),
    'GET /registrations/{token}/change': registrationChange(services),
    'POST /registrations/{token}/change': changeRegistration(services),
    'GET /registrations/{token}/cancel': registrationCancel(services),
    'POST /registrations/{token}/cancel': cancelRegistration(services),
    'POST /registrations/{token}/keep': keepPlace(services),
    'POST /registrations/{token}/accept': acceptOffer(services),
    'GET /registrations/{token}/hand-over': handOverForm(services),
    'POST /registrations/{token}/hand-over': handOver(services),
    'POST /registrations/{token}/files/{question}/remove': removeFile(services),
    'GET /my-links': myLinksForm,
    'POST /my-links': sendMyLinks(services),
    'GET /my-links/sent': myLinksSent,
    'GET /feedback/{token}': feedbackForm(services),
    'POST /feedback/{token}': giveFeedback(services),
    'GET /feedback-thanks': feedbackThanks,
    'GET /unsubscribe/{token}': unsubscribeForm(services),
    'POST /unsubscribe/{token}': unsubscribe(services),
    'GET /calendar/personal/{token}': personalCalendar(services),
    'POST /calendar/personal/{token}': renewPersonalCalendar(services),
    'GET /calendar': calendars,
    'GET /privacy': privacy,
    'GET /about': about,
    'POST /language': chooseLanguage,
    'GET /api/v1': apiPage,
    'GET /api/v1/openapi.json': apiDescription,
    'GET /api/v1/events': listEvents(services),
    'GET /api/v1/events/{slug}': getEvent(services),
    'POST /api/v1/events/{slug}/registrations': registerPerson(services),
    'POST /api/v1/events/{slug}/group-registrations': registerPeople(services),
    'GET /api/v1/registrations/{token}': own.getRegistration(services),
    'PATCH /api/v1/registrations/{token}': own.changeRegistration(services),
    'POST /api/v1/registrations/{token}/accept': own.acceptOffer(services),
    'POST /api/v1/registrations/{token}/cancel': own.cancelRegistration(services),
    'POST /api/v1/registrations/{token}/hand-over': own.handOver(services),
    'POST /api/v1/my-links': apiMyLinks(services),
    'POST /api/v1/events/{slug}/personal-links': apiPersonalLink(services),
    'GET /api/v1/events/{slug}/survey': getSurvey(services),
    'POST /api/v1/responses': respond(services),
    $default: notFound,
  },
  { siteUrl: variables.SITE_URL },
)
