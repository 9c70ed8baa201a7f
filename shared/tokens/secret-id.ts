import { createHash, createHmac, createSecretKey, randomBytes } from 'node:crypto'
import type { SecretKey } from './secret-key.ts'

/** A new id of 256 random bits that only its holder keeps: a sign-in session's in the cookie, a kept form's in the address. */
export const newSecretId = (): string => randomBytes(32).toString('base64url')

/** Whether a text could be an id, so that nothing else is looked up. */
export const isSecretId = (text: string): boolean => /^[\w-]{43}$/.test(text)

// Without those that are taken for each other: 32, so that each stands for five random bits.
const readable = 'abcdefghijkmnpqrstuvwxyz23456789'

/** Ten random characters (50 bits) that keep an address from being guessed. */
export const unguessable = (): string => Array.from(randomBytes(10), (byte) => readable[byte % readable.length]).join('')

/** What something is stored under. Nobody who reads the store can tell the id from it. */
export const secretHash = (id: string): string => createHash('sha256').update(id).digest('base64url')

/** The key for what is stored there: nobody can decrypt it with the store alone. */
export const secretIdKey = (id: string): SecretKey => createSecretKey(createHmac('sha256', id).update('seal').digest())
