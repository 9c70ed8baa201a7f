import type { KeyObject } from 'node:crypto'

/** A secret of 32 random bytes that only this installation knows. As an object it signs in a tenth of the time that bytes take. */
export type SecretKey = KeyObject
