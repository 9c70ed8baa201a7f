import type { ItemKind } from '../domain/people/retention.ts'

/** The keys of all items. `pk` and `sk` are the primary key of every table. */
export interface ItemKey {
  readonly pk: string
  readonly sk: string
}

const twoDigits = (shard: number): string => String(shard).padStart(2, '0')

/** An address as `domain@mailbox`; a domain, or the beginning of one, as `domain`. */
const byDomain = (entry: string): string => {
  const at = entry.lastIndexOf('@')
  return at < 1 ? entry : `${entry.slice(at + 1)}@${entry.slice(0, at)}`
}

export const itemKeys = {
  // Programme table
  /** That speakers of an event are to be told what changed, once that has settled; `slug` is where they are kept. */
  speakersToTell: (slug: string): ItemKey => ({ pk: `SPEAKERS#${slug}`, sk: 'TELL' }),
  event: (slug: string): ItemKey => ({ pk: `EVENT#${slug}`, sk: 'EVENT' }),
  // Each counter has a separate partition: with one key they would share a partition's 1,000 writes per second.
  seats: (slug: string, shard: number): ItemKey => ({ pk: `SEATS#${slug}#${twoDigits(shard)}`, sk: 'SEATS' }),
  fanOut: (slug: string, kind: string, mark: number | string): ItemKey => ({ pk: `FANOUT#${slug}`, sk: `${kind}#${mark}` }),

  /** What events have in common that people register for together. */
  series: (slug: string): ItemKey => ({ pk: `SERIES#${slug}`, sk: 'SERIES' }),

  /** An event that new ones are made from. All of them are in one partition, as they are listed together. */
  template: (id: string): ItemKey => ({ pk: 'TEMPLATES', sk: id }),

  /** Points to an event from one of its co-organisers. */
  share: (subject: string, slug: string): ItemKey => ({ pk: `SHARED#${subject}`, sk: `EVENT#${slug}` }),

  /** A partner's calendar. All of them are in one partition, as they are listed together; their events, in another. */
  partnerCalendar: (id: string): ItemKey => ({ pk: 'PARTNER-CALENDARS', sk: id }),
  partnerEvents: (id: string): ItemKey => ({ pk: 'PARTNER-EVENTS', sk: id }),

  proposal: (id: string): ItemKey => ({ pk: `PROPOSAL#${id}`, sk: 'PROPOSAL' }),
  /** A link by which a working group proposes. All of them are in one partition, as they are listed together. */
  groupLink: (id: string): ItemKey => ({ pk: 'GROUP-LINKS', sk: id }),
  /** A member's vote in a round. */
  vote: (proposal: string, round: number, subject: string): ItemKey => ({
    pk: `PROPOSAL#${proposal}`,
    sk: `VOTE#${twoDigits(round)}#${subject}`,
  }),
  /** A comment on a proposal, in the order of writing. */
  remark: (proposal: string, at: string, random: string): ItemKey => ({ pk: `PROPOSAL#${proposal}`, sk: `REMARK#${at}#${random}` }),

  // People table
  registration: (id: string): ItemKey => ({ pk: `REGISTRATION#${id}`, sk: 'REGISTRATION' }),
  message: (registrationId: string, id: string): ItemKey => ({ pk: `REGISTRATION#${registrationId}`, sk: `MESSAGE#${id}` }),
  /** The seats of an event held for addresses from a source (`sourceTag`) until these are confirmed. */
  heldSeats: (slug: string, source: string): ItemKey => ({ pk: `HELD#${slug}#${source}`, sk: 'HELD' }),
  /** A mail to an address rather than a registration; `person` is derived from the address. */
  personMessage: (person: string, id: string): ItemKey => ({ pk: `REGISTRATION#person-${person}`, sk: `MESSAGE#${id}` }),
  /** Requests in an hour or day (`windowOf`) that have something in common, which `of` stands for. */
  rate: (kind: string, of: string, window: string): ItemKey => ({ pk: `RATE#${kind}#${of}`, sk: window }),
  /** A solved proof of work, by its challenge's nonce. */
  solvedProof: (nonce: string): ItemKey => ({ pk: `PROOF#${nonce}`, sk: 'PROOF' }),
  /** What a request with a client's key said; `key` stands for that key and the event. */
  requestKey: (key: string): ItemKey => ({ pk: `REQUEST#${key}`, sk: 'REQUEST' }),
  /** An upload that became an answer, by the nonce of its form. */
  upload: (nonce: string): ItemKey => ({ pk: `UPLOAD#${nonce}`, sk: 'UPLOAD' }),
  /** A speaker of an event, with what organisers alone may know; `slug` is where its speakers are kept. */
  speaker: (slug: string, id: string): ItemKey => ({ pk: `SPEAKERS#${slug}`, sk: `SPEAKER#${id}` }),
  /** What everyone may know of a speaker. */
  speakerProfile: (slug: string, id: string): ItemKey => ({ pk: `PROFILES#${slug}`, sk: `PROFILE#${id}` }),
  list: (name: string): ItemKey => ({ pk: `LIST#${name}`, sk: 'LIST' }),
  // By domain first, so that an organisation's people are adjacent, after the entry for the whole domain.
  listEntry: (name: string, entry: string): ItemKey => ({ pk: `LIST#${name}`, sk: `ENTRY#${byDomain(entry)}` }),

  /** A mail requested by address; `person` is derived from the address. */
  ask: (person: string, kind: string, slug?: string): ItemKey => ({
    pk: `PERSON#${person}`,
    sk: slug === undefined ? `ASK#${kind}` : `ASK#${kind}#${slug}`,
  }),

  /** A request to erase everything about an address. */
  erasure: (person: string): ItemKey => ({ pk: `ERASURE#${person}`, sk: 'ERASURE' }),

  /** The personal calendar of an address. */
  calendar: (person: string): ItemKey => ({ pk: `ADDRESS#${person}`, sk: 'CALENDAR' }),

  /** Whether an address has opted out of optional mails. */
  optionalMail: (person: string): ItemKey => ({ pk: `ADDRESS#${person}`, sk: 'OPTIONAL-MAIL' }),

  /** What is known about an address; `person` is derived from it. */
  suppression: (person: string): ItemKey => ({ pk: `ADDRESS#${person}`, sk: 'SUPPRESSION' }),

  /** A mail from an address, kept for an organiser along with everything else about the address; `mail` is SES's id for it. */
  letter: (person: string, mail: string): ItemKey => ({ pk: `ADDRESS#${person}`, sk: `LETTER#${mail}` }),

  /** A mail from an address that nobody needs to read; `mail` is its key in the bucket. */
  receivedMail: (person: string, mail: string): ItemKey => ({ pk: `ADDRESS#${person}`, sk: `MAIL#${mail}` }),

  // Feedback table
  response: (slug: string, random: string): ItemKey => ({ pk: `RESPONSES#${slug}`, sk: random }),
  comment: (slug: string, questionId: string, random: string): ItemKey => ({ pk: `COMMENTS#${slug}`, sk: `${questionId}#${random}` }),
  tally: (slug: string): ItemKey => ({ pk: `SUMMARY#${slug}`, sk: 'TALLY' }),

  // Ledger table
  ledger: (slug: string, shard: number, version: number): ItemKey => ({
    pk: `LEDGER#${slug}`,
    sk: `${twoDigits(shard)}#${String(version).padStart(10, '0')}`,
  }),

  // Sending table
  pace: (): ItemKey => ({ pk: 'PACE', sk: 'PACE' }),
  nudge: (worker = 0): ItemKey => ({ pk: worker === 0 ? 'NUDGE' : `NUDGE#${worker}`, sk: 'NUDGE' }),

  // Staff table
  /** `hash` is that of the id in the cookie. */
  signInSession: (hash: string): ItemKey => ({ pk: `SESSION#${hash}`, sk: 'SESSION' }),
  typed: (hash: string, part: number): ItemKey => ({ pk: `TYPED#${hash}`, sk: `PART#${twoDigits(part)}` }),
  staff: (subject: string): ItemKey => ({ pk: `STAFF#${subject}`, sk: 'STAFF' }),
  /** A member of the steering group. */
  steeringMember: (subject: string): ItemKey => ({ pk: 'STEERING', sk: subject }),
  /** Whose e-mail address it is; `email` is an `emailKey`. */
  staffAddress: (email: string): ItemKey => ({ pk: `STAFF-ADDRESS#${email}`, sk: 'STAFF' }),

  // Audit table
  auditEntry: (month: string, place: string): ItemKey => ({ pk: `AUDIT#${month}`, sk: place }),

  // Keys table
  key: (name: string): ItemKey => ({ pk: `KEY#${name}`, sk: 'KEY' }),
} as const satisfies Record<ItemKind, (...parts: never[]) => ItemKey>

/** The worker called to send waiting mails, from the partition key of the call; undefined for all other keys. */
export const nudgedWorker = (pk: string | undefined): number | undefined => {
  const match = /^NUDGE(?:#(\d+))?$/.exec(pk ?? '')
  return match === null ? undefined : Number(match[1] ?? 0)
}

/** Global secondary indexes of the Programme and People tables. */
export const indexes = {
  listing: 'listing',
  owner: 'owner',
  due: 'due',
  byEvent: 'byEvent',
  waiting: 'waiting',
  audited: 'audited',
} as const

/** Keys of the objects in the bucket of files. Each begins with the event, whose organiser alone may read it. */
export const objectKeys = {
  /** The prefix of all mails stored by SES; these have a separate bucket. */
  inbound: 'inbound/',
  /** The prefix of what browsers send. It becomes an answer once it is found to be allowed. */
  uploads: 'uploads/',
  /** Each form has a place of its own. */
  upload: (slug: string, registration: { readonly id: string; readonly round: number }, question: string, nonce: string): string =>
    `${objectKeys.uploads}${slug}/${registration.id}/${registration.round}/${encodeURIComponent(question)}/${nonce}`,
  /** The prefix of all files that people uploaded as answers. */
  answers: 'answers/',
  /** The prefix of all files of a registration. */
  answersOf: (slug: string, registration: { readonly id: string }): string => `${objectKeys.answers}${slug}/${registration.id}/`,
  answer: (slug: string, registration: { readonly id: string; readonly round: number }, question: string): string =>
    // Question ids may be in any script; ASCII keys are the same in forms, policies and URLs.
    `${objectKeys.answersOf(slug, registration)}${registration.round}/${encodeURIComponent(question)}`,
  /** The prefix of what organisers send to attach it to an event. */
  sentAttachments: 'sent-attachments/',
  /** Each form has a place of its own. */
  sentAttachment: (slug: string, nonce: string): string => `${objectKeys.sentAttachments}${slug}/${nonce}`,
  /** The prefix of all files attached to events. */
  attachments: 'attachments/',
  /** Not by event: a draft's address may change. */
  attachment: (id: string): string => `${objectKeys.attachments}${id}`,
} as const

/** A registration's place in its event's list: an instant plus the id to break ties. */
export const listedAt = ({ registeredAt, id }: { readonly registeredAt: string; readonly id: string }): string => `${registeredAt}#${id}`

/** The index partition for an event's letters (or those of none) in a state; registration lists begin with a slug, which is lower case. */
export const letterList = (slug: string | undefined, state: string): string => `LETTERS#${slug ?? ''}#${state}`
