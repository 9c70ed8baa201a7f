import * as z from 'zod'
import { emailAddressSchema } from '../basics/email-address.ts'
import { languageSchema } from '../basics/language.ts'
import { type Instant, instantSchema } from '../basics/wall-time.ts'

/**
 * What can be requested with an address alone.
 * - `my-links`: the personal links of the address's registrations
 * - `my-data`: the link that shows and erases everything about the address
 * - `personal-link`: the link by which the address registers for an event with a list
 */
const askKinds = ['my-links', 'personal-link', 'my-data'] as const
export type AskKind = (typeof askKinds)[number]

/**
 * A mail requested by address. The response is the same for every address and takes the same time: the request only
 * writes this item. The table's stream brings it to the mail function, which looks up what there is, owes the mail if
 * any, and deletes the item; nothing remains of a stranger's address.
 *
 * A new kind needs a name in `askKinds` and its answer in `functions/mail/asked-for/answering-asks.ts`.
 */
export const askSchema = z.object({
  asks: z.enum(askKinds),
  /** Derived from the address with a secret key, so that it does not reveal the address. */
  person: z.string(),
  email: z.string(),
  /** Language of the mail. */
  language: languageSchema,
  askedAt: instantSchema,
  /** The event, for kinds about one. */
  slug: z.string().optional(),
  /** The group whose link the person used, if places are kept for it. */
  hold: z.string().optional(),
  /** How far beyond usual numbers it is (`beyondUsual`). */
  turn: z.int().min(0).optional(),
  /** When it is answered, if later: a mail in place of several that would have been too many. */
  after: instantSchema.optional(),
  /** Whether it is such a mail. */
  digest: z.literal(true).optional(),
})
export type Ask = z.infer<typeof askSchema>

/** A request for the links of an address's registrations: the body of `POST /api/v1/my-links` and the web form. */
export const myLinksInputSchema = z.strictObject({
  email: emailAddressSchema,
  language: languageSchema.optional().describe('Language of the e-mail; the language of the request if left out'),
})

/** A request for the link that shows and erases an address's data. */
export const myDataInputSchema = z.strictObject({ email: emailAddressSchema })

/** How long the link to an address's data works. */
export const myDataHours = 2

/** When the link in a mail to an address stops working. */
export const myDataUntil = (mailedAt: Instant): Instant => new Date(Date.parse(mailedAt) + myDataHours * 3_600_000).toISOString()

/** A request for the personal link for an event: the body of `POST /api/v1/events/{slug}/personal-links` and the web form. */
export const personalLinkInputSchema = z.strictObject({
  email: emailAddressSchema,
  key: z.string().max(500).optional().describe('Key from a group’s link, to be kept in the personal link'),
  language: languageSchema.optional().describe('Language of the e-mail; the language of the request if left out'),
})

const personPrefix = 'person-'

/** The id under which mails are owed to a person rather than a registration. */
export const personMailId = ({ person }: Pick<Ask, 'person'>): string => `${personPrefix}${person}`

/** Whether mails with this id are owed to a person; ids of registrations are shorter. */
export const isPersonMail = (id: string): boolean => id.startsWith(personPrefix) && id.length > 22
