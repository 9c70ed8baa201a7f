import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto'
import type { SecretKey } from '../store/keys.ts'
import { holdKey } from './links.ts'
import { paths } from './paths.ts'

const cipher = 'aes-256-gcm'
const nonceBytes = 12
const tagBytes = 16
// An address has 254 characters at most.
const longest = nonceBytes + 254 + tagBytes

const derived = (key: SecretKey, ...parts: readonly string[]): Buffer =>
  createHmac('sha256', key)
    .update(['personal-key', ...parts].join('\n'))
    .digest()

/**
 * The personal key of an address for an event: it says that whoever holds it reads the mails of that address, and nothing about any list.
 * The address is inside, encrypted and bound to the event (AES-256-GCM), so that neither histories nor logs show it.
 * The nonce is made from what is encrypted: the same address has the same key each time, and no nonce serves two texts.
 */
export const personalKey = (key: SecretKey, slug: string, email: string): string => {
  const nonce = derived(key, 'nonce', slug, email).subarray(0, nonceBytes)
  const sealing = createCipheriv(cipher, derived(key), nonce, { authTagLength: tagBytes })
  sealing.setAAD(Buffer.from(slug))
  return Buffer.concat([nonce, sealing.update(email, 'utf8'), sealing.final(), sealing.getAuthTag()]).toString('base64url')
}

/** The address that a personal key for this event is of, or undefined for a key that is not ours, or of another event. */
export const personalSubject = (key: SecretKey, slug: string, text: string): string | undefined => {
  const sealed = Buffer.from(text, 'base64url')
  if (sealed.length <= nonceBytes + tagBytes || sealed.length > longest || sealed.toString('base64url') !== text) return undefined
  try {
    const opening = createDecipheriv(cipher, derived(key), sealed.subarray(0, nonceBytes), { authTagLength: tagBytes })
    opening.setAAD(Buffer.from(slug))
    opening.setAuthTag(sealed.subarray(-tagBytes))
    return opening.update(sealed.subarray(nonceBytes, -tagBytes), undefined, 'utf8') + opening.final('utf8')
  } catch {
    return undefined
  }
}

/** Where somebody registers by a personal key, and by the key of a group where one came by its link. */
export const personalLink = (siteUrl: string, key: SecretKey, slug: string, email: string, hold?: string): string => {
  const query = { personalKey: personalKey(key, slug, email), ...(hold === undefined ? {} : { key: holdKey(key, slug, hold) }) }
  return `${siteUrl}${paths.register.to({ slug })}?${new URLSearchParams(query)}`
}
