import type { Instant } from '../../domain/basics/wall-time.ts'
import { ask, codeOf, ObjectsFault } from './requests.ts'
import { type Bucket, presignedUrl } from './signing.ts'

// For requests that the function itself makes immediately.
const ownSeconds = 60

/** Deletes an object; a missing one is no error. */
export const removeObject = async (bucket: Bucket, key: string, now: Instant): Promise<void> => {
  const response = await ask(await presignedUrl(bucket, { method: 'DELETE', key, seconds: ownSeconds }, now), { method: 'DELETE' })
  if (!response.ok) throw new ObjectsFault(await codeOf(response))
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
