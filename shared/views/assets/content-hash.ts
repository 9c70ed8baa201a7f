import { createHash } from 'node:crypto'

/** The first ten digits of the content's SHA-256. */
export const contentHash = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex').slice(0, 10)
