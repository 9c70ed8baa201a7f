import { escapeUri } from '@smithy/core/protocols'
import type { Instant } from '../../domain/basics/wall-time.ts'
import { removeObject } from './objects.ts'
import { ask, codeOf, ObjectsFault } from './requests.ts'
import { type Bucket, presignedUrl } from './signing.ts'

// For requests that the function itself makes immediately.
const ownSeconds = 60
const downloadSeconds = 300

/** Mails stored by SES, each under a key that SES chose. */
export const createInboundMails = (bucket: Bucket) => ({
  /** A mail, up to `most` bytes of it; undefined once it is gone. */
  read: async (key: string, most: number, now: Instant): Promise<Buffer | undefined> => {
    const url = await presignedUrl(bucket, { method: 'GET', key, seconds: ownSeconds }, now)
    const response = await ask(url, { headers: { range: `bytes=0-${most - 1}` } })
    if (response.ok) return Buffer.from(await response.arrayBuffer())
    const code = await codeOf(response)
    // Without the right to list, which no function has, S3 does not distinguish "absent" from "forbidden".
    if (code === 'AccessDenied' || code === 'NoSuchKey') return undefined
    // An empty object has no range.
    if (code === 'InvalidRange') return Buffer.alloc(0)
    throw new ObjectsFault(code)
  },

  /** Deletes a mail; a missing one is no error. */
  remove: (key: string, now: Instant): Promise<void> => removeObject(bucket, key, now),

  /** A URL from which a browser can download the mail, valid for five minutes; no browser shows it as a page. */
  downloadUrl: (key: string, name: string, now: Instant): Promise<string> =>
    presignedUrl(
      bucket,
      {
        method: 'GET',
        key,
        seconds: downloadSeconds,
        query: { 'response-content-disposition': `attachment; filename*=UTF-8''${escapeUri(name)}` },
      },
      now,
    ),
})
export type InboundMails = ReturnType<typeof createInboundMails>
