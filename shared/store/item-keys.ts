/** Keys of all items, in one place. `pk` and `sk` are the primary key of every table. */
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
  event: (slug: string): ItemKey => ({ pk: `EVENT#${slug}`, sk: 'EVENT' }),
  // Each counter has a partition of its own: under one key they would share the 1,000 writes a second of one partition.
  seats: (slug: string, shard: number): ItemKey => ({ pk: `SEATS#${slug}#${twoDigits(shard)}`, sk: 'SEATS' }),
  fanOut: (slug: string, kind: string, mark: number | string): ItemKey => ({ pk: `FANOUT#${slug}`, sk: `${kind}#${mark}` }),

  // People table
  registration: (id: string): ItemKey => ({ pk: `REGISTRATION#${id}`, sk: 'REGISTRATION' }),
  message: (registrationId: string, id: string): ItemKey => ({ pk: `REGISTRATION#${registrationId}`, sk: `MESSAGE#${id}` }),
  list: (name: string): ItemKey => ({ pk: `LIST#${name}`, sk: 'LIST' }),
  // By domain first, so that the people of an organisation stand together, after the entry for all of it.
  listEntry: (name: string, entry: string): ItemKey => ({ pk: `LIST#${name}`, sk: `ENTRY#${byDomain(entry)}` }),

  /** What was asked for by an address, of which `person` is made. */
  ask: (person: string, kind: string, slug?: string): ItemKey => ({
    pk: `PERSON#${person}`,
    sk: slug === undefined ? `ASK#${kind}` : `ASK#${kind}#${slug}`,
  }),

  /** The personal calendar of an address. */
  calendar: (person: string): ItemKey => ({ pk: `ADDRESS#${person}`, sk: 'CALENDAR' }),

  /** Whether an address does without optional mails. */
  optionalMail: (person: string): ItemKey => ({ pk: `ADDRESS#${person}`, sk: 'OPTIONAL-MAIL' }),

  /** What is known about an address, of which `person` is made. */
  suppression: (person: string): ItemKey => ({ pk: `ADDRESS#${person}`, sk: 'SUPPRESSION' }),

  /** A mail by an address that is kept for an organiser, with all else that is known about the address; `mail` is SES's name for it. */
  letter: (person: string, mail: string): ItemKey => ({ pk: `ADDRESS#${person}`, sk: `LETTER#${mail}` }),

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

  // Keys table
  key: (name: string): ItemKey => ({ pk: `KEY#${name}`, sk: 'KEY' }),
} as const

/** Which worker is called that mails wait, by the partition key of the call; undefined for all other keys. */
export const nudgedWorker = (pk: string | undefined): number | undefined => {
  const match = /^NUDGE(?:#(\d+))?$/.exec(pk ?? '')
  return match === null ? undefined : Number(match[1] ?? 0)
}

/** Global secondary indexes of the Programme and People tables. */
export const indexes = { listing: 'listing', owner: 'owner', due: 'due', byEvent: 'byEvent', waiting: 'waiting' } as const

/** Keys of the objects in the bucket of files. Each names the event first, whose organiser alone may read it. */
export const objectKeys = {
  /** What the keys of all mails that SES stores begin with; these are in a bucket of their own. */
  inbound: 'inbound/',
  /** What the keys of all files that people give as answers begin with. */
  answers: 'answers/',
  answer: (slug: string, registration: { readonly id: string; readonly round: number }, question: string): string =>
    // Questions have ids in any script; keys that are ASCII are the same in forms, policies and addresses.
    `${objectKeys.answers}${slug}/${registration.id}/${registration.round}/${encodeURIComponent(question)}`,
} as const

/** The place of a registration in the list of its event: an instant and, for people of the same instant, the id. */
export const listedAt = ({ registeredAt, id }: { readonly registeredAt: string; readonly id: string }): string => `${registeredAt}#${id}`

/** The letters in a state of an event, or of none, as a part of the index of lists; those of registrations begin with a slug, which has small letters. */
export const letterList = (slug: string | undefined, state: string): string => `LETTERS#${slug ?? ''}#${state}`
