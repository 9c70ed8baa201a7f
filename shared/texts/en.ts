/** The English catalogue; its shape is what every further language must fill. */
export const en = {
  // ---- shared by pages and mails
  kinds: { webinar: 'Webinar', workshop: 'Workshop', training: 'Training', conference: 'Conference' },
  formats: { online: 'Online', 'in-person': 'In person', hybrid: 'In person and online' },
  eventStatuses: { draft: 'Draft', proposed: 'Proposed', published: 'Published', cancelled: 'Cancelled' },
  registrationStatuses: { confirmed: 'Confirmed', waitlisted: 'On the waiting list', cancelled: 'Cancelled' },
  roles: {
    procurer: 'Procurer',
    prescriber: 'Prescriber',
    'legal-adviser': 'Legal adviser',
    'policy-maker': 'Policy maker',
    researcher: 'Researcher',
    industry: 'Industry',
    'civil-society': 'Civil society',
  },
  survey: {
    overall: 'How would you rate the event overall?',
    usefulness: 'How useful is it for your work?',
    recommend: 'Would you recommend it to a colleague?',
    'most-valuable': 'What was most valuable to you?',
    change: 'What should we change?',
    'next-topics': 'Which topics would you like next time?',
  },

  // ---- what is wrong with a field, and how to mend it
  problems: {
    required: () => 'Fill this in.',
    'too-short': (limit: number) => `Use at least ${limit} characters.`,
    'too-long': (limit: number) => `Use at most ${limit}.`,
    'too-small': (limit: number) => `Use ${limit} or more.`,
    'too-big': (limit: number) => `Use ${limit} or less.`,
    'not-a-number': () => 'Write a whole number in digits.',
    'not-one-of': (_limit: number, options: readonly string[]) => `Choose one of: ${options.join(', ')}.`,
    'not-text': () => 'Write text.',
    'control-characters': () => 'Remove characters that cannot be printed.',
    email: () => 'Write an e-mail address such as name@organisation.eu.',
    url: () => 'Write a full web address that starts with https://.',
    'wall-time': () => 'Write a date and time such as 2022-04-26T10:00.',
    'wall-time-skipped': () => 'The clocks skip this time on that day. Choose another.',
    'time-zone': () => 'Choose a time zone such as Europe/Brussels.',
    'end-before-start': () => 'The end must be later than the start.',
    'session-outside-event': () => 'A session must lie within the event.',
    'in-the-past': () => 'Choose a time in the future.',
    country: () => 'Choose a country (ISO code of two letters).',
    consent: () => 'We can register you only if you agree to the privacy notice.',
    'unknown-field': () => 'There is no such field. Remove it.',
    'join-url-or-venue': () => 'Say where to join online or where to go.',
    'too-few-choices': (limit: number) => `Choose at least ${limit}.`,
    invalid: () => 'This is not in the form we expect.',
  },

  // ---- pages

  // ---- mails
  mail: {},
}

export type Texts = typeof en
