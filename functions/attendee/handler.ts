import { loadingFor } from '../../shared/http/on-demand.ts'
import { httpFunction } from '../../shared/http/pipeline.ts'
import { platform, readEnvironment } from '../../shared/runtime/environment.ts'
import { errorView } from '../../shared/views/page/error-view.ts'
import { environment } from './environment.ts'
import { getEvent, listEvents } from './programme/api-events.ts'
import { event } from './programme/event.ts'
import { home } from './programme/home.ts'
import { register, registered, registerForm } from './registering/register.ts'
import { routes } from './routes.ts'
import { createServices } from './services.ts'

const variables = readEnvironment(environment)
const services = createServices(variables, readEnvironment(platform))

const onDemand = loadingFor(services)
const programmePages = () => import('./programme/programme-page.ts')
const embedding = () => import('./embed/embed.ts')
const attachedFiles = () => import('./programme/attached-file.ts')
const previews = () => import('./preview/preview.ts')
const ownPages = () => import('./own-registration/registration.ts')
const apiRegistering = () => import('./registering/api-registrations.ts')
const groups = () => import('./registering/group-registration.ts')
const personalLinks = () => import('./registering/personal-link.ts')
const registeringAgain = () => import('./own-registration/register-again.ts')
const addresses = () => import('./own-registration/address.ts')
const apiAddresses = () => import('./own-registration/api-address.ts')
const handingOver = () => import('./own-registration/hand-over.ts')
const own = () => import('./own-registration/api-own-registration.ts')
const feedback = () => import('./feedback/feedback.ts')
const surveys = () => import('./feedback/api-feedback.ts')
const myLinks = () => import('./by-address/my-links.ts')
const calendars = () => import('./by-address/personal-calendar.ts')
const unsubscribing = () => import('./by-address/unsubscribe.ts')
const standing = () => import('./standing/standing-pages.ts')
const apiSeries = () => import('./series/api-series.ts')
const seriesPages = () => import('./series/series.ts')
const forRobots = () => import('./standing/files-for-robots.ts')
const policy = () => import('./standing/csp-reports.ts')
const api = () => import('./api-page/api-description.ts')

export const handler = httpFunction(
  routes,
  {
    siteUrl: variables.SITE_URL,
    originSecrets: variables.ORIGIN_SECRETS,
    errorPage: errorView,
    recognise: services.recognise,
  },
  {
    pages: {
      home: home(services),
      event: event(services),
      programmePage: onDemand(programmePages, (page) => page.programmePage),
      attachment: onDemand(attachedFiles, (page) => page.attachment),
      uploadedPicture: onDemand(attachedFiles, (page) => page.uploadedPicture),
      registerForm: registerForm(services),
      register: register(services),
      registerGroupForm: onDemand(groups, (page) => page.registerGroupForm),
      registerGroup: onDemand(groups, (page) => page.registerGroup),
      registered: registered(services),
      embeddedButton: onDemand(embedding, (page) => page.embeddedButton),
      embeddedProgramme: onDemand(embedding, (page) => page.embeddedProgramme),
      preview: onDemand(previews, (page) => page.preview),
      previewProgramme: onDemand(previews, (page) => page.previewProgramme),
      previewForm: onDemand(previews, (page) => page.previewForm),
      previewAttachment: onDemand(previews, (page) => page.previewAttachment),
      sharedPreviewAttachment: onDemand(previews, (page) => page.sharedPreviewAttachment),
      sharedPreview: onDemand(previews, (page) => page.sharedPreview),
      sharedPreviewProgramme: onDemand(previews, (page) => page.sharedPreviewProgramme),
      sharedPreviewForm: onDemand(previews, (page) => page.sharedPreviewForm),
      askPersonalLink: onDemand(personalLinks, (page) => page.askPersonalLink),
      personalLinkSent: onDemand(personalLinks, (page) => page.personalLinkSent),
      series: onDemand(seriesPages, (page) => page.series),
      joinSeries: onDemand(seriesPages, (page) => page.joinSeries),
      registration: onDemand(ownPages, (page) => page.registration),
      registrationChange: onDemand(ownPages, (page) => page.registrationChange),
      changeRegistration: onDemand(ownPages, (page) => page.changeRegistration),
      registrationCancel: onDemand(ownPages, (page) => page.registrationCancel),
      cancelRegistration: onDemand(ownPages, (page) => page.cancelRegistration),
      registerAgain: onDemand(registeringAgain, (page) => page.registerAgain),
      keepPlace: onDemand(ownPages, (page) => page.keepPlace),
      acceptOffer: onDemand(ownPages, (page) => page.acceptOffer),
      handOverForm: onDemand(handingOver, (page) => page.handOverForm),
      handOver: onDemand(handingOver, (page) => page.handOver),
      addressForm: onDemand(addresses, (page) => page.addressForm),
      askAddressChange: onDemand(addresses, (page) => page.askAddressChange),
      stopAddressChange: onDemand(addresses, (page) => page.stopAddressChange),
      addressChange: onDemand(addresses, (page) => page.addressChange),
      confirmAddressChange: onDemand(addresses, (page) => page.confirmAddressChange),
      removeFile: onDemand(ownPages, (page) => page.removeFile),
      myLinksForm: onDemand(myLinks, (page) => () => page.myLinksForm),
      sendMyLinks: onDemand(myLinks, (page) => page.sendMyLinks),
      myLinksSent: onDemand(myLinks, (page) => () => page.myLinksSent),
      feedbackForm: onDemand(feedback, (page) => page.feedbackForm),
      giveFeedback: onDemand(feedback, (page) => page.giveFeedback),
      feedbackThanks: onDemand(feedback, (page) => () => page.feedbackThanks),
      unsubscribeForm: onDemand(unsubscribing, (page) => page.unsubscribeForm),
      unsubscribe: onDemand(unsubscribing, (page) => page.unsubscribe),
      personalCalendar: onDemand(calendars, (page) => page.personalCalendar),
      renewPersonalCalendar: onDemand(calendars, (page) => page.renewPersonalCalendar),
      calendars: onDemand(standing, (page) => () => page.calendars),
      privacy: onDemand(standing, (page) => () => page.privacy),
      about: onDemand(standing, (page) => () => page.about),
      chooseLanguage: onDemand(standing, (page) => () => page.chooseLanguage),
      robots: onDemand(forRobots, (page) => () => page.robots),
      securityContact: onDemand(forRobots, (page) => () => page.securityContact),
      cspReports: onDemand(policy, (page) => () => page.cspReports),
      apiPage: onDemand(api, (page) => () => page.apiPage),
      apiDescription: onDemand(api, (page) => () => page.apiDescription),
    },
    operations: {
      listEvents: listEvents(services),
      getEvent: getEvent(services),
      register: onDemand(apiRegistering, (operation) => operation.registerPerson),
      registerGroup: onDemand(apiRegistering, (operation) => operation.registerPeople),
      getSeries: onDemand(apiSeries, (operation) => operation.getSeries),
      registerForSeries: onDemand(apiSeries, (operation) => operation.registerForSeries),
      getRegistration: onDemand(own, (operation) => operation.getRegistration),
      changeRegistration: onDemand(own, (operation) => operation.changeRegistration),
      acceptOffer: onDemand(own, (operation) => operation.acceptOffer),
      cancelRegistration: onDemand(own, (operation) => operation.cancelRegistration),
      handOver: onDemand(own, (operation) => operation.handOver),
      askAddressChange: onDemand(apiAddresses, (operation) => operation.askAddressChange),
      stopAddressChange: onDemand(apiAddresses, (operation) => operation.stopAddressChange),
      confirmAddressChange: onDemand(apiAddresses, (operation) => operation.confirmAddressChange),
      sendMyLinks: onDemand(myLinks, (operation) => operation.apiMyLinks),
      sendPersonalLink: onDemand(personalLinks, (operation) => operation.apiPersonalLink),
      getSurvey: onDemand(surveys, (operation) => operation.getSurvey),
      respond: onDemand(surveys, (operation) => operation.respond),
    },
  },
)
