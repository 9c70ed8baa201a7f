type Parameter<Pattern extends string> = Pattern extends `${string}{${infer Name}}${infer Rest}` ? Name | Parameter<Rest> : never
type Parameters<Pattern extends string> = Readonly<Record<Parameter<Pattern>, string>>

export interface Path<Pattern extends string> {
  /** The pattern in API Gateway's form: `/events/{slug}`. */
  readonly pattern: Pattern
  /** The path with its parameters filled in and escaped. */
  readonly to: (parameters: Parameters<Pattern>) => string
}

const path = <const Pattern extends string>(pattern: Pattern): Path<Pattern> => {
  // Alternately literal text and parameter names.
  const parts = pattern.split(/[{}]/)
  return {
    pattern,
    to: (parameters) => {
      const values: Readonly<Record<string, string>> = parameters
      return parts.map((part, index) => (index % 2 === 0 ? part : encodeURIComponent(values[part] ?? ''))).join('')
    },
  }
}

/** Every address of the service, written once: routes, links, redirects, mails and tests use these. */
export const paths = {
  home: path('/'),
  event: path('/events/{slug}'),
  eventCalendar: path('/events/{slug}/event.ics'),
  register: path('/events/{slug}/register'),
  registerGroup: path('/events/{slug}/register-group'),
  registered: path('/events/{slug}/registered'),
  personalLink: path('/events/{slug}/personal-link'),
  personalLinkSent: path('/events/{slug}/personal-link-sent'),
  registration: path('/registrations/{token}'),
  registrationChange: path('/registrations/{token}/change'),
  registrationCancel: path('/registrations/{token}/cancel'),
  registrationKeep: path('/registrations/{token}/keep'),
  registrationAccept: path('/registrations/{token}/accept'),
  registrationHandOver: path('/registrations/{token}/hand-over'),
  registrationFileRemove: path('/registrations/{token}/files/{question}/remove'),
  myLinks: path('/my-links'),
  myLinksSent: path('/my-links/sent'),
  registrationCalendar: path('/registrations/{token}/event.ics'),
  calendar: path('/calendar'),
  feed: path('/calendar/events.ics'),
  feedOfKind: path('/calendar/kinds/{kind}/events.ics'),
  feedOfTopic: path('/calendar/topics/{topic}/events.ics'),
  feedback: path('/feedback/{token}'),
  personalCalendar: path('/calendar/personal/{token}'),
  personalFeed: path('/calendar/personal/{token}/registrations.ics'),
  otherEventsFeed: path('/calendar/personal/{token}/other-events.ics'),
  unsubscribe: path('/unsubscribe/{token}'),
  feedbackThanks: path('/feedback-thanks'),
  privacy: path('/privacy'),
  about: path('/about'),
  language: path('/language'),
  robots: path('/robots.txt'),
  securityContact: path('/.well-known/security.txt'),
  asset: path('/assets/{file}'),

  signIn: path('/sign-in'),
  signInReturn: path('/sign-in/return'),
  signOut: path('/sign-out'),

  organiser: path('/organiser'),
  newEvent: path('/organiser/events/new'),
  manageEvent: path('/organiser/events/{slug}'),
  editEvent: path('/organiser/events/{slug}/edit'),
  publishEvent: path('/organiser/events/{slug}/publish'),
  cancelEvent: path('/organiser/events/{slug}/cancel'),
  eventMessages: path('/organiser/events/{slug}/messages'),
  eventLetters: path('/organiser/events/{slug}/letters'),
  eventLetterDealtWith: path('/organiser/events/{slug}/letters/{id}/dealt-with'),
  eventLetterMail: path('/organiser/events/{slug}/letters/{id}/mail'),
  eventAttendance: path('/organiser/events/{slug}/attendance'),
  eventRegistrations: path('/organiser/events/{slug}/registrations'),
  registrationHistory: path('/organiser/events/{slug}/registrations/{id}'),
  approveRegistration: path('/organiser/events/{slug}/registrations/{id}/approve'),
  declineRegistration: path('/organiser/events/{slug}/registrations/{id}/decline'),
  reachableRegistration: path('/organiser/events/{slug}/registrations/{id}/reachable'),
  /** `registration` is the id and the round, joined by a dot. */
  registrationFile: path('/organiser/events/{slug}/registrations/{registration}/files/{question}'),
  cancellations: path('/organiser/events/{slug}/cancellations'),
  eventOrganisers: path('/organiser/events/{slug}/organisers'),
  removeOrganiser: path('/organiser/events/{slug}/organisers/remove'),
  handOverEvent: path('/organiser/events/{slug}/organisers/hand-over'),
  eventRegistrationsFile: path('/organiser/events/{slug}/registrations.csv'),
  invited: path('/organiser/events/{slug}/invited'),
  invitations: path('/organiser/events/{slug}/invitations'),
  removeInvited: path('/organiser/events/{slug}/invited/remove'),
  allEvents: path('/organiser/events'),
  letters: path('/organiser/letters'),
  letterDealtWith: path('/organiser/letters/{id}/dealt-with'),
  letterMail: path('/organiser/letters/{id}/mail'),
  members: path('/organiser/members'),
  removeMember: path('/organiser/members/remove'),

  steering: path('/steering'),
  summary: path('/summaries/{slug}'),

  api: path('/api/v1'),
  apiDescription: path('/api/v1/openapi.json'),
  apiOwnEvents: path('/api/v1/organiser/events'),
  apiOwnEvent: path('/api/v1/organiser/events/{slug}'),
  apiEvents: path('/api/v1/events'),
  apiEvent: path('/api/v1/events/{slug}'),
  apiPublish: path('/api/v1/events/{slug}/publish'),
  apiCancel: path('/api/v1/events/{slug}/cancel'),
  apiRegistrations: path('/api/v1/events/{slug}/registrations'),
  apiGroupRegistrations: path('/api/v1/events/{slug}/group-registrations'),
  apiAttendance: path('/api/v1/events/{slug}/attendance'),
  apiRegistrationHistory: path('/api/v1/events/{slug}/registrations/{id}'),
  apiApprove: path('/api/v1/events/{slug}/registrations/{id}/approve'),
  apiEventOrganisers: path('/api/v1/events/{slug}/organisers'),
  apiOrganiserRemovals: path('/api/v1/events/{slug}/organisers/removals'),
  apiHandOverEvent: path('/api/v1/events/{slug}/hand-over'),
  apiCancellations: path('/api/v1/events/{slug}/cancellations'),
  apiCancelForOrganiser: path('/api/v1/events/{slug}/registrations/{id}/cancel'),
  apiDecline: path('/api/v1/events/{slug}/registrations/{id}/decline'),
  apiRegistration: path('/api/v1/registrations/{token}'),
  apiRegistrationAccept: path('/api/v1/registrations/{token}/accept'),
  apiRegistrationCancel: path('/api/v1/registrations/{token}/cancel'),
  apiRegistrationHandOver: path('/api/v1/registrations/{token}/hand-over'),
  apiMyLinks: path('/api/v1/my-links'),
  apiPersonalLinks: path('/api/v1/events/{slug}/personal-links'),
  apiReachable: path('/api/v1/events/{slug}/registrations/{id}/reachable'),
  apiEventLetters: path('/api/v1/events/{slug}/letters'),
  apiEventLetterDealtWith: path('/api/v1/events/{slug}/letters/{id}/dealt-with'),
  apiLetters: path('/api/v1/letters'),
  apiLetterDealtWith: path('/api/v1/letters/{id}/dealt-with'),
  apiMassMails: path('/api/v1/events/{slug}/mails'),
  apiInvited: path('/api/v1/events/{slug}/invited'),
  apiInvitations: path('/api/v1/events/{slug}/invitations'),
  apiInvitedRemovals: path('/api/v1/events/{slug}/invited/removals'),
  apiMembers: path('/api/v1/members'),
  apiMemberRemovals: path('/api/v1/members/removals'),
  apiSurvey: path('/api/v1/events/{slug}/survey'),
  apiResponses: path('/api/v1/responses'),
  apiSummary: path('/api/v1/events/{slug}/summary'),
} as const
