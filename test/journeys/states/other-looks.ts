/**
 * States of pages that look like one more of the same: with problems beside fields as other forms have them, a notice above what another
 * state shows, one more status of a registration. `npm test` leaves them to `npm run test:deep`, which opens every state.
 */
export const otherLooks: ReadonlySet<string> = new Set([
  ...['event-full-for-good', 'event-closed', 'event-not-yet-open', 'event-for-invited', 'event-for-members', 'event-finished'],
  ...['series-with-errors', 'register-full', 'register-by-invitation', 'register-for-invited', 'register-by-personal-link'],
  ...['register-not-admitted', 'register-full-in-person-all-the-same', 'register-with-questions', 'register-group-with-questions'],
  ...['register-group-with-errors', 'register-group-proof', 'registered-with-address', 'registered-waitlisted', 'registered-offered'],
  ...['registered-pending', 'register-share-used', 'home-nothing-found', 'my-links-with-errors', 'my-data-with-errors', 'my-data-sent'],
  ...['my-data-expired', 'feedback-answered', 'feedback-not-yet', 'personal-calendar-renewed', 'optional-mails-unsubscribed'],
  ...['organiser-new-with-errors', 'organiser-new-series-with-errors', 'organiser-series-add-twice', 'organiser-edit-hybrid'],
  ...['organiser-registrations-not-said', 'organiser-draft', 'organiser-finished', 'organiser-moved', 'organiser-nobody-registered'],
  ...['organiser-messages-after', 'organiser-letters-empty', 'organiser-letters-dealt-with', 'organiser-template-with-errors'],
  ...['organiser-template-name-taken', 'organiser-cancellations-wrong', 'organiser-attendance-marked', 'organiser-history-moved'],
  ...['organiser-history-event-cancelled', 'organiser-history-unreachable', 'organiser-edit-with-questions', 'organiser-members-found'],
  ...['organiser-invited-empty', 'organiser-calendar-without-events', 'administrator-desk', 'administrator-audit', 'summary-withheld'],
  ...['organiser-programme-refused', 'organiser-session-with-errors', 'proposals-own', 'proposals-of-nobody', 'proposal-new-with-errors'],
  ...['proposal-links-with-errors', 'proposal-by-link-with-errors', 'proposal-of-a-member', 'proposal-with-errors'],
  ...['proposal-without-comment', 'proposal-declined', 'proposal-lapsed', 'proposal-withdrawn', 'proposal-cannot-be-changed'],
  ...[
    'minutes-of-an-open-vote',
    'organiser-draft-planned-wrongly',
    'organiser-series-planned-wrongly',
    'registration-declined-in-calendar',
    'registration-offer-expired',
  ],
  ...['registration-offer-declined', 'registration-left-list', 'registration-waited-in-vain', 'registration-not-approved'],
  ...['registration-approval-lapsed', 'registration-not-confirmed', 'registration-address-with-errors', 'registration-address-waits'],
  ...['registration-moved', 'registration-again', 'registration-event-cancelled', 'registration-change-with-errors'],
  ...['registration-answers-closed', 'registration-not-said', 'registration-change-sessions-overlapping', 'registration-change-offered'],
  ...['hand-over-with-questions', 'hand-over-with-errors', 'hand-over-not-possible', 'registration-cancel-declined-in-calendar'],
  ...['registration-decline-offer', 'registration-withdraw', 'organiser-speakers-none', 'organiser-speakers-with-errors'],
  ...['organiser-speaker-asked', 'speaking-with-errors', 'speaking-declined', 'address-change-unknown'],
])
