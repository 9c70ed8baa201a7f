import { keptDays } from '../mail/letter.ts'
import { fileKeptDays } from '../registration-form/file-answer.ts'
import { colleagueDays } from '../staff/colleague.ts'
import { sessionKeptDays } from '../staff/sign-in-session.ts'
import { invitedKeptDays } from './address-list.ts'
import {
  askKeptDays,
  auditKeptDays,
  backupDays,
  erasureDays,
  personMailKeptDays,
  registrationKeptDays,
  requestKeyDays,
  suppressionKeptDays,
} from './periods.ts'

/** The moment from which a period counts. */
type Since = 'event-end' | 'mail' | 'receipt' | 'request' | 'report' | 'sign-in' | 'upload' | 'writing'

/** How long something is kept: a period, as long as a purpose lasts, or for good. */
type Kept = { readonly days: number; readonly since: Since } | 'while-used' | 'while-listed' | 'while-employed' | 'for-good'

/**
 * Whom something tells about.
 * - `named`: a person, by name or address
 * - `keyed`: a person, only to somebody with the installation's secret key and the address
 * - `staff`: an organiser
 * - `nobody`
 */
export const abouts = ['named', 'keyed', 'staff', 'nobody'] as const
type About = (typeof abouts)[number]

/** The legal basis (GDPR Art. 6); `objection`: to honour one (Art. 21). */
type Basis = 'consent' | 'interest' | 'objection' | 'contract' | 'none'

/**
 * What deletes something.
 * - `erasure`: the function `erasure`, when its time has come or the person asks
 * - `expiry`: DynamoDB, by the time to live that the item carries
 * - `bucket`: S3, by the bucket's lifecycle
 * - `platform`: AWS, by its own fixed or configured period
 * - `answer`: whoever deals with it, within seconds
 * - `staff`: organisers or administrators, by hand
 * - `nothing`
 */
type DeletedBy = 'erasure' | 'expiry' | 'bucket' | 'platform' | 'answer' | 'staff' | 'nothing'

interface Retained {
  readonly about: About
  readonly kept: Kept
  readonly basis: Basis
  readonly deletedBy: readonly DeletedBy[]
}

const row = (about: About, kept: Kept, basis: Basis, ...deletedBy: readonly DeletedBy[]): Retained => ({ about, kept, basis, deletedBy })
const service = row('nobody', 'for-good', 'none', 'nothing')

/**
 * How long every kind of item in the tables is kept, and why (words: `shared/texts/…/retention.json`). `itemKeys` has exactly these
 * kinds, so nothing can be stored that this does not name.
 */
export const itemRetention = {
  registration: row('named', { days: registrationKeptDays, since: 'event-end' }, 'consent', 'erasure'),
  message: row('named', { days: registrationKeptDays, since: 'event-end' }, 'consent', 'erasure'),
  personMessage: row('named', { days: personMailKeptDays, since: 'mail' }, 'interest', 'expiry', 'erasure'),
  speaker: row('named', { days: registrationKeptDays, since: 'event-end' }, 'interest', 'staff', 'erasure', 'expiry'),
  speakerProfile: row('named', { days: registrationKeptDays, since: 'event-end' }, 'interest', 'staff', 'erasure', 'expiry'),
  listEntry: row('named', 'while-listed', 'interest', 'staff', 'erasure'),
  list: row('nobody', { days: invitedKeptDays, since: 'event-end' }, 'none', 'erasure'),
  letter: row('named', { days: keptDays, since: 'receipt' }, 'interest', 'expiry', 'erasure'),
  ask: row('named', { days: askKeptDays, since: 'request' }, 'interest', 'answer', 'expiry', 'erasure'),
  erasure: row('named', { days: erasureDays, since: 'request' }, 'interest', 'erasure'),
  receivedMail: row('keyed', { days: keptDays, since: 'receipt' }, 'interest', 'expiry', 'erasure'),
  calendar: row('keyed', 'while-used', 'interest', 'nothing'),
  optionalMail: row('keyed', 'for-good', 'objection', 'nothing'),
  suppression: row('keyed', { days: suppressionKeptDays, since: 'report' }, 'interest', 'expiry'),
  speakersToTell: row('nobody', 'while-used', 'none', 'answer'),
  ledger: row('keyed', 'for-good', 'interest', 'nothing'),
  seats: row('keyed', 'for-good', 'interest', 'nothing'),
  heldSeats: row('keyed', { days: 1, since: 'request' }, 'interest', 'expiry'),
  rate: row('keyed', { days: 1, since: 'request' }, 'interest', 'expiry'),
  solvedProof: row('nobody', { days: 1, since: 'request' }, 'none', 'expiry'),
  upload: row('keyed', 'while-used', 'consent', 'erasure'),
  requestKey: row('keyed', { days: requestKeyDays, since: 'request' }, 'interest', 'expiry'),
  event: row('staff', 'for-good', 'contract', 'nothing'),
  fanOut: row('staff', 'for-good', 'contract', 'nothing'),
  series: row('staff', 'for-good', 'contract', 'nothing'),
  template: row('staff', 'while-used', 'contract', 'staff'),
  partnerCalendar: row('nobody', 'while-used', 'none', 'staff'),
  partnerEvents: row('nobody', 'while-used', 'none', 'staff'),
  share: row('staff', 'for-good', 'contract', 'staff'),
  proposal: row('staff', 'for-good', 'contract', 'nothing'),
  groupLink: row('staff', 'while-used', 'contract', 'staff'),
  vote: row('staff', 'for-good', 'contract', 'nothing'),
  remark: row('staff', 'for-good', 'contract', 'nothing'),
  steeringMember: row('staff', { days: colleagueDays, since: 'sign-in' }, 'contract', 'expiry'),
  staff: row('staff', { days: colleagueDays, since: 'sign-in' }, 'contract', 'expiry'),
  staffAddress: row('staff', { days: colleagueDays, since: 'sign-in' }, 'contract', 'expiry'),
  auditEntry: row('staff', { days: auditKeptDays, since: 'writing' }, 'interest', 'expiry'),
  typed: row('staff', { days: 1, since: 'writing' }, 'contract', 'expiry'),
  signInSession: row('staff', { days: sessionKeptDays, since: 'sign-in' }, 'contract', 'expiry'),
  response: service,
  comment: service,
  tally: service,
  pace: service,
  nudge: service,
  key: service,
} as const satisfies Record<string, Retained>

/** Every kind of item. */
export type ItemKind = keyof typeof itemRetention

/** The same for what is kept outside the tables. */
const otherRetention = {
  answers: row('named', { days: fileKeptDays, since: 'upload' }, 'consent', 'bucket', 'erasure'),
  inbound: row('named', { days: keptDays, since: 'receipt' }, 'interest', 'bucket', 'erasure'),
  backups: row('named', { days: backupDays, since: 'writing' }, 'interest', 'platform'),
  streams: row('named', { days: 1, since: 'writing' }, 'interest', 'platform'),
  queues: row('named', { days: 14, since: 'writing' }, 'interest', 'platform'),
  logs: row('nobody', 'while-used', 'none', 'platform'),
  accounts: row('staff', 'while-employed', 'contract', 'staff'),
} as const satisfies Record<string, Retained>

/** How long everything is kept. */
export const retention = { ...itemRetention, ...otherRetention }
export type RetainedKind = keyof typeof retention

const isRetained = (kind: string): kind is RetainedKind => kind in retention
export const retainedKinds: readonly RetainedKind[] = Object.keys(retention).filter(isRetained)
