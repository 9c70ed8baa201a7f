import { createHash } from 'node:crypto'

/** A text with its strong ETag (RFC 9110 §8.8.3): the same text always has the same tag. */
export interface Entity {
  readonly text: string
  readonly etag: string
}

export const entityOf = (text: string): Entity => ({ text, etag: `"${createHash('sha256').update(text).digest('base64url')}"` })

/** Whether `If-None-Match` says that the client already has the entity (RFC 9110 §13.1.2). */
export const hasEntity = (etag: string, ifNoneMatch: string | undefined): boolean =>
  (ifNoneMatch ?? '').split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag)
