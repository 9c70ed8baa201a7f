import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

const tokenBytes = 16

/** The token of a sign-in session, which other sites cannot know. Pages show it masked. */
export const csrfToken = (sessionId: string): string =>
  createHmac('sha256', sessionId).update('csrf').digest().subarray(0, tokenBytes).toString('base64url')

const xor = (bytes: Buffer, mask: Buffer): Buffer => Buffer.from(bytes.map((byte, at) => byte ^ (mask[at] ?? 0)))

/** The token as one answer shows it. Each has another, so that the size of compressed answers tells nobody what it is (BREACH). */
export const masked = (token: string): string => {
  const bytes = Buffer.from(token, 'base64url')
  const mask = randomBytes(bytes.length)
  return Buffer.concat([mask, xor(bytes, mask)]).toString('base64url')
}

/** Whether this is the token under some mask. Takes the same time whatever is in it. */
export const isMasked = (token: string, given: string): boolean => {
  const bytes = Buffer.from(given, 'base64url')
  if (bytes.length !== 2 * tokenBytes || bytes.toString('base64url') !== given) return false
  return timingSafeEqual(xor(bytes.subarray(tokenBytes), bytes.subarray(0, tokenBytes)), Buffer.from(token, 'base64url'))
}
