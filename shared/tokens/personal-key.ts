import { paths } from '../site/paths.ts'
import { holdKey } from './registration-tokens.ts'
import { seal, unseal } from './sealed.ts'
import type { SecretKey } from './secret-key.ts'

/**
 * An address's personal key for an event: proves that its holder reads that address's mails, and says nothing about any list.
 * The address inside is encrypted, so that browser histories and logs do not show it.
 */
export const personalKey = (key: SecretKey, slug: string, email: string): string => seal(key, ['personal-key', slug], email)

/** The address of a personal key for this event; undefined for a key that is not ours, or for another event. */
export const personalSubject = (key: SecretKey, slug: string, text: string): string | undefined => unseal(key, ['personal-key', slug], text)

/** Where somebody registers with a personal key, and with a group's key if they came through its link. */
export const personalLink = (siteUrl: string, key: SecretKey, slug: string, email: string, hold?: string): string => {
  const query = { personalKey: personalKey(key, slug, email), ...(hold === undefined ? {} : { key: holdKey(key, slug, hold) }) }
  return `${siteUrl}${paths.register.to({ slug })}?${new URLSearchParams(query)}`
}
