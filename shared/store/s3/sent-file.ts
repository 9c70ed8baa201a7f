import { escapeUri } from '@smithy/core/protocols'
import { isArchive, listingBytes, tellingBytes } from '../../domain/basics/file-kind.ts'
import type { Instant } from '../../domain/basics/wall-time.ts'
import { metadataText } from './encoded-words.ts'
import { ask, codeOf, ObjectsFault } from './requests.ts'
import { type Bucket, presignedUrl } from './signing.ts'

// For requests that the function itself makes immediately.
const ownSeconds = 60

// Whatever somebody uploads, no browser may show it as a page.
const contentType = 'application/octet-stream'
const nameField = 'x-amz-meta-filename'

/** The fields of a form that keep how its sender calls the file, and nothing of what they say it is. */
export const describedBy = (chosenName: string): Readonly<Record<string, string>> => ({
  'Content-Type': contentType,
  [nameField]: chosenName,
})

/** What shows whether a file is what its name says. */
export interface SeenFile {
  readonly name: string
  readonly start: Uint8Array
  /** Of archives. */
  readonly end?: Uint8Array
  /** In bytes. */
  readonly size: number
  readonly storedAt: Instant
  /** Stands for its content. */
  readonly etag: string
}

// Without the right to list, which no function with pages has, S3 does not distinguish "absent" from "forbidden".
const isAbsent = (code: string): boolean => code === 'AccessDenied' || code === 'NoSuchKey'

const bytesOf = async (url: string, range: string): Promise<Uint8Array> => {
  const response = await ask(url, { headers: { range: `bytes=${range}` } })
  if (!response.ok) throw new ObjectsFault(await codeOf(response))
  return new Uint8Array(await response.arrayBuffer())
}

/** The beginning, `startBytes` of it, and of archives the end, of the file with a key, if any. */
export const seenFile = async (bucket: Bucket, key: string, now: Instant, startBytes = tellingBytes): Promise<SeenFile | undefined> => {
  const url = await presignedUrl(bucket, { method: 'GET', key, seconds: ownSeconds }, now)
  const response = await ask(url, { headers: { range: `bytes=0-${startBytes - 1}` } })
  if (!response.ok) {
    const code = await codeOf(response)
    if (isAbsent(code)) return undefined
    throw new ObjectsFault(code)
  }
  const start = new Uint8Array(await response.arrayBuffer())
  const end = isArchive(start) ? { end: await bytesOf(url, `-${listingBytes}`) } : {}
  return {
    name: metadataText(response.headers.get(nameField) ?? ''),
    start,
    ...end,
    size: Number(/\/(\d+)$/.exec(response.headers.get('content-range') ?? '')?.[1] ?? start.length),
    storedAt: new Date(response.headers.get('last-modified') ?? now).toISOString(),
    etag: (response.headers.get('etag') ?? '').replaceAll('"', ''),
  }
}

/** All bytes of the object with a key, if it is there; for small ones. */
export const wholeObject = async (bucket: Bucket, key: string, now: Instant): Promise<Uint8Array | undefined> => {
  const response = await ask(await presignedUrl(bucket, { method: 'GET', key, seconds: ownSeconds }, now), {})
  if (response.ok) return new Uint8Array(await response.arrayBuffer())
  const code = await codeOf(response)
  if (isAbsent(code)) return undefined
  throw new ObjectsFault(code)
}

const downloadSeconds = 300

/** A URL from which a browser can download an object under a name, valid for five minutes; it never shows it. */
export const downloadUrlOf = (bucket: Bucket, key: string, name: string, now: Instant): Promise<string> =>
  presignedUrl(
    bucket,
    {
      method: 'GET',
      key,
      seconds: downloadSeconds,
      query: { 'response-content-disposition': `attachment; filename*=UTF-8''${escapeUri(name)}` },
    },
    now,
  )
