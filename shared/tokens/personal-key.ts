import { paths } from '../site/paths.ts'
import { holdKey } from './link-tokens.ts'
import { seal, unseal } from './sealed.ts'
import type { SecretKey } from './secret-key.ts'

/**
 * The personal key of an address for an event: it says that whoever holds it reads the mails of that address, and nothing about any list.
 * The address is inside, so that neither histories nor logs show it.
 */
export const personalKey = (key: SecretKey, slug: string, email: string): string => seal(key, ['personal-key', slug], email)

/** The address that a personal key for this event is of, or undefined for a key that is not ours, or of another event. */
export const personalSubject = (key: SecretKey, slug: string, text: string): string | undefined => unseal(key, ['personal-key', slug], text)

/** Where somebody registers by a personal key, and by the key of a group where one came by its link. */
export const personalLink = (siteUrl: string, key: SecretKey, slug: string, email: string, hold?: string): string => {
  const query = { personalKey: personalKey(key, slug, email), ...(hold === undefined ? {} : { key: holdKey(key, slug, hold) }) }
  return `${siteUrl}${paths.register.to({ slug })}?${new URLSearchParams(query)}`
}
