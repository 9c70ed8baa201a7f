import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import * as z from 'zod'
import type { SecretKey } from './secret-key.ts'

/** What a sealed text is for, including which one, such as an event. It opens for nothing else. */
type Purpose = readonly [
  kind:
    | 'address-change'
    | 'calendar'
    | 'calendar-page'
    | 'my-data'
    | 'personal-key'
    | 'preview'
    | 'refresh-token'
    | 'sign-in'
    | 'speaker'
    | 'told-address'
    | 'typed',
  ...of: readonly string[],
]

const cipher = 'aes-256-gcm'
const ivBytes = 12
const tagBytes = 16
// No browser keeps a longer cookie, and none of our links comes close.
const longestToken = 4096

const derived = (key: SecretKey, ...parts: readonly string[]): Buffer => createHmac('sha256', key).update(parts.join('\n')).digest()

/** Seals bytes of any length, with 12 bytes that are never used twice for different ones. */
const sealBytes = (key: SecretKey, purpose: Purpose, iv: Buffer, bytes: Buffer): Buffer => {
  const sealing = createCipheriv(cipher, derived(key, 'seal', ...purpose), iv, { authTagLength: tagBytes })
  return Buffer.concat([iv, sealing.update(bytes), sealing.final(), sealing.getAuthTag()])
}

/** The bytes of a seal; undefined if it is not ours, or for another purpose. */
export const openData = (key: SecretKey, purpose: Purpose, sealed: Buffer): Buffer | undefined => {
  if (sealed.length < ivBytes + tagBytes) return undefined
  const opening = createDecipheriv(cipher, derived(key, 'seal', ...purpose), sealed.subarray(0, ivBytes), { authTagLength: tagBytes })
  opening.setAuthTag(sealed.subarray(-tagBytes))
  try {
    return Buffer.concat([opening.update(sealed.subarray(ivBytes, -tagBytes)), opening.final()])
  } catch {
    return undefined
  }
}

/** Bytes that only the key's holder can read, sealed differently each time. */
export const sealData = (key: SecretKey, purpose: Purpose, bytes: Buffer): Buffer => sealBytes(key, purpose, randomBytes(ivBytes), bytes)

/**
 * A text that only this installation can read or create, for one purpose (AES-256-GCM). The same text gives the same token: the
 * usually random part is derived from the text, so that rebuilding a mail gives the same bytes. Add something random
 * to texts whose repetition would reveal something.
 */
export const seal = (key: SecretKey, purpose: Purpose, text: string): string => {
  const iv = derived(key, 'seal-iv', ...purpose, text).subarray(0, ivBytes)
  return sealBytes(key, purpose, iv, Buffer.from(text)).toString('base64url')
}

/** The text of a token; undefined for one that is not ours, or for another purpose. */
export const unseal = (key: SecretKey, purpose: Purpose, token: string): string | undefined => {
  if (token.length > longestToken) return undefined
  const bytes = Buffer.from(token, 'base64url')
  // The last characters could differ without changing a byte; a token has only one spelling.
  if (bytes.toString('base64url') !== token) return undefined
  return openData(key, purpose, bytes)?.toString('utf8')
}

const lastingSchema = z.object({ until: z.number(), value: z.unknown() })

/** A value that can be unsealed for this many seconds. */
export const sealFor = (key: SecretKey, purpose: Purpose, value: unknown, seconds: number): string =>
  seal(key, purpose, JSON.stringify({ until: Date.now() + seconds * 1000, value }))

/** What `sealFor` sealed; undefined if it is not ours, or has expired. */
export const unsealInTime = (key: SecretKey, purpose: Purpose, token: string): unknown => {
  const text = unseal(key, purpose, token)
  if (text === undefined) return undefined
  const { until, value } = lastingSchema.parse(JSON.parse(text))
  return until > Date.now() ? value : undefined
}
