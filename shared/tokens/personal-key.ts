import { paths } from '../site/paths.ts'
import { type LinkKeys, openedBy } from './link-keys.ts'
import { holdKey } from './registration-tokens.ts'
import { seal, unseal } from './sealed.ts'

/**
 * An address's personal key for an event: proves that its holder reads that address's mails, and says nothing about any list.
 * The address inside is encrypted, so that browser histories and logs do not show it.
 */
export const personalKey = (keys: LinkKeys, slug: string, email: string): string => seal(keys.signing, ['personal-key', slug], email)

/** The address of a personal key for this event; undefined for a key that is not ours, or for another event. */
export const personalSubject = (keys: LinkKeys, slug: string, text: string): string | undefined =>
  openedBy(keys, (key) => unseal(key, ['personal-key', slug], text))

/** Where somebody registers with a personal key, and with a group's key if they came through its link. */
export const personalLink = (siteUrl: string, keys: LinkKeys, slug: string, email: string, hold?: string): string => {
  const query = { personalKey: personalKey(keys, slug, email), ...(hold === undefined ? {} : { key: holdKey(keys, slug, hold) }) }
  return `${siteUrl}${paths.register.to({ slug })}?${new URLSearchParams(query)}`
}
