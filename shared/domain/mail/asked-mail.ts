import * as z from 'zod'
import { emailAddressSchema } from '../basics/email-address.ts'
import { languageSchema } from '../basics/language.ts'
import { instantSchema } from '../basics/wall-time.ts'

/**
 * What somebody can ask for who says an address and nothing else.
 * - `my-links`: the personal links of the address's registrations
 * - `personal-link`: the link by which the address registers for an event that is for people on a list
 */
const askKinds = ['my-links', 'personal-link'] as const
export type AskKind = (typeof askKinds)[number]

/**
 * A mail that somebody asked for by an address. Who asks is told the same whatever the address is, in the same time: all that is
 * done then is to write this item, the same for every address. The table's stream brings it to the mail function, which looks up
 * what there is, owes the mail, if any, and deletes the item; of the address of a stranger nothing stays.
 *
 * A further kind takes a name in `askKinds` and what answers it in `functions/mail/asked-for/answering-asks.ts`.
 */
export const askSchema = z.object({
  asks: z.enum(askKinds),
  /** Made from the address with a secret key, so that it tells nobody the address. */
  person: z.string(),
  email: z.string(),
  /** Language in which the mail is written. */
  language: languageSchema,
  askedAt: instantSchema,
  /** The event that it is about, on kinds about one. */
  slug: z.string().optional(),
  /** The group whose link the person came by, where places are kept for it. */
  hold: z.string().optional(),
})
export type Ask = z.infer<typeof askSchema>

/** What somebody says to be sent the links of an address's registrations: the body of `POST /api/v1/my-links` and the web form. */
export const myLinksInputSchema = z.strictObject({
  email: emailAddressSchema,
  language: languageSchema.optional().describe('Language of the e-mail; the language of the request if left out'),
})

/** What somebody says to be sent the personal link for an event: the body of `POST /api/v1/events/{slug}/personal-links` and the web form. */
export const personalLinkInputSchema = z.strictObject({
  email: emailAddressSchema,
  key: z.string().max(500).optional().describe('Key from a group’s link, to be kept in the personal link'),
  language: languageSchema.optional().describe('Language of the e-mail; the language of the request if left out'),
})

/** Under which id a person's mails are owed that belong to no registration. */
export const personMailId = ({ person }: Pick<Ask, 'person'>): string => `person-${person}`
