import * as z from 'zod'
import { instantSchema } from '../basics/wall-time.ts'

/**
 * What staff do that is recorded, and that somebody was erased at their own request, each as a `read` of personal data, an `export`
 * of it, or a `change`. Routes name theirs; the words are in `shared/texts/…/staff.json`.
 */
const deedKinds = {
  'sign-in': 'read',
  'sign-out': 'read',
  /** A page or operation that is not recorded unless it is refused. */
  open: 'read',
  'read-registrations': 'read',
  'read-registration': 'read',
  'read-replies': 'read',
  'read-list': 'read',
  'read-audit': 'read',
  'export-registrations': 'export',
  'export-file': 'export',
  'export-reply': 'export',
  'export-audit': 'export',
  'create-event': 'change',
  'change-event': 'change',
  'move-event': 'change',
  'publish-event': 'change',
  'plan-publication': 'change',
  'withdraw-publication': 'change',
  'make-preview-link': 'change',
  'withdraw-preview-link': 'change',
  'create-series': 'change',
  'change-series': 'change',
  'publish-series': 'change',
  'plan-series': 'change',
  'withdraw-series-plan': 'change',
  'add-series-date': 'change',
  'cancel-series': 'change',
  'cancel-event': 'change',
  'delete-event': 'change',
  'keep-template': 'change',
  'delete-template': 'change',
  'add-partner-calendar': 'change',
  'read-partner-calendar': 'change',
  'remove-partner-calendar': 'change',
  'share-event': 'change',
  'unshare-event': 'change',
  'hand-over-event': 'change',
  'approve-registration': 'change',
  'decline-registration': 'change',
  'cancel-registrations': 'change',
  'mark-attendance': 'change',
  'allow-mails': 'change',
  'read-speakers': 'read',
  'export-speakers': 'export',
  'add-speaker': 'change',
  'change-speaker': 'change',
  'invite-speaker': 'change',
  'remove-speaker': 'change',
  'attach-file': 'change',
  'remove-file': 'change',
  'set-picture': 'change',
  'remove-picture': 'change',
  'write-message': 'change',
  'send-invitations': 'change',
  'deal-with-reply': 'change',
  'add-to-list': 'change',
  'remove-from-list': 'change',
  propose: 'change',
  'withdraw-proposal': 'change',
  'make-group-link': 'change',
  'withdraw-group-link': 'change',
  vote: 'change',
  'comment-on-proposal': 'change',
  'erase-person': 'change',
} as const satisfies Record<string, 'read' | 'export' | 'change'>

export type Deed = keyof typeof deedKinds
const isDeed = (text: string): text is Deed => text in deedKinds
export const deeds: readonly Deed[] = Object.keys(deedKinds).filter(isDeed)
export const kindOfDeed = (deed: Deed): 'read' | 'export' | 'change' => deedKinds[deed]

/** Who did it, if it was not staff: a person with the link to their own data. Nothing says who they are. */
export const dataSubject = 'data-subject'

/**
 * - `asked`: a change, recorded before it is made
 * - `done`: it was done; of a change, only if there is a count, or the name of a new event
 * - `refused`: they may not do it
 * - `not-done`: nothing came of it, as something in it was wrong
 */
export const auditOutcomes = ['asked', 'done', 'refused', 'not-done'] as const

/**
 * Something that a member of staff did, or a person about whom data was kept. It names nobody but staff: others appear only as
 * ids and numbers.
 */
export const auditEntrySchema = z.object({
  at: instantSchema,
  deed: z.enum(deeds),
  outcome: z.enum(auditOutcomes),
  /** The issuer's id of who did it, and their e-mail address, or the name if they have none. */
  subject: z.string(),
  by: z.string(),
  via: z.enum(['page', 'api']),
  /** The event it was about. */
  slug: z.string().optional(),
  /** The id of the one registration, reply or file it was about. */
  target: z.string().optional(),
  /** How many people or entries it concerned. */
  count: z.int().optional(),
  /** The request, as in the logs. */
  request: z.string(),
})
export type AuditEntry = z.infer<typeof auditEntrySchema>
