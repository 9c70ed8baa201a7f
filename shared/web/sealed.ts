import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto'
import type { SecretKey } from '../store/keys.ts'

const ivBytes = 12
const tagBytes = 16

const derived = (key: SecretKey, ...parts: readonly string[]): Buffer => createHmac('sha256', key).update(parts.join('\n')).digest()

/**
 * A text that only this installation can read or make, for a purpose (AES-256-GCM). The same text gives the same token: what is
 * random elsewhere is made from the text here, so that a mail with it has the same bytes when it is made again.
 */
export const seal = (key: SecretKey, purpose: string, text: string): string => {
  const iv = derived(key, 'seal-iv', purpose, text).subarray(0, ivBytes)
  const cipher = createCipheriv('aes-256-gcm', derived(key, 'seal', purpose), iv, { authTagLength: tagBytes })
  return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64url')
}

/** The text of a token, or undefined for one that is not ours, or not of this purpose. */
export const unseal = (key: SecretKey, purpose: string, token: string): string | undefined => {
  const bytes = Buffer.from(token, 'base64url')
  // Some characters at the end could be others without changing a byte; one token has one spelling.
  if (bytes.length < ivBytes + tagBytes || bytes.toString('base64url') !== token) return undefined
  const decipher = createDecipheriv('aes-256-gcm', derived(key, 'seal', purpose), bytes.subarray(0, ivBytes), { authTagLength: tagBytes })
  decipher.setAuthTag(bytes.subarray(-tagBytes))
  try {
    return decipher.update(bytes.subarray(ivBytes, -tagBytes), undefined, 'utf8') + decipher.final('utf8')
  } catch {
    return undefined
  }
}
