import { escapeUriPath } from '@smithy/core/protocols'
import type { Instant } from '../../domain/basics/wall-time.ts'
import { ask, codeOf, ObjectsFault } from './requests.ts'
import { type Bucket, presignedUrl, signedRequest } from './signing.ts'

// For requests that the function itself makes immediately.
const ownSeconds = 60

/** Deletes an object; a missing one is no error. */
export const removeObject = async (bucket: Bucket, key: string, now: Instant): Promise<void> => {
  const response = await ask(await presignedUrl(bucket, { method: 'DELETE', key, seconds: ownSeconds }, now), { method: 'DELETE' })
  if (!response.ok) throw new ObjectsFault(await codeOf(response))
}

/** Copies an object with its metadata, if it exists and still has the ETag, if given; whether it did. Repeating it changes nothing. */
export const copyObject = async (
  bucket: Bucket,
  { from, to, etag }: { readonly from: string; readonly to: string; readonly etag?: string },
  now: Instant,
): Promise<boolean> => {
  const source = { 'x-amz-copy-source': escapeUriPath(`/${bucket.name}/${from}`) }
  const headers = etag === undefined ? source : { ...source, 'x-amz-copy-source-if-match': `"${etag}"` }
  const { url, ...signed } = await signedRequest(bucket, { method: 'PUT', key: to, headers }, now)
  const response = await ask(url, signed)
  // S3 may begin with success and end with an error.
  const code = response.ok ? /<Error>.*?<Code>(\w+)<\/Code>/s.exec(await response.text())?.[1] : await codeOf(response)
  if (code === undefined) return true
  // Without the right to list, "forbidden" is said of what is absent.
  if (['PreconditionFailed', 'NoSuchKey', 'AccessDenied'].includes(code)) return false
  throw new ObjectsFault(code)
}

// S3 escapes what XML requires.
const unescaped = (text: string): string =>
  text
    .replaceAll('&apos;', "'")
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')

/** The keys of objects with a prefix: the first 1,000, as many as one request lists. */
export const listObjects = async (bucket: Bucket, prefix: string, now: Instant): Promise<readonly string[]> => {
  const query = { 'list-type': '2', prefix }
  const response = await ask(await presignedUrl(bucket, { method: 'GET', key: '', seconds: ownSeconds, query }, now), {})
  if (!response.ok) throw new ObjectsFault(await codeOf(response))
  return [...(await response.text()).matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key = '']) => unescaped(key))
}
