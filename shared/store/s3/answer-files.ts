import { escapeUri } from '@smithy/core/protocols'
import type { Instant } from '../../domain/basics/wall-time.ts'
import type { Registration } from '../../domain/registration/registration.ts'
import {
  type FileAnswer,
  fileAnswer,
  fileBytes,
  isArchive,
  listingBytes,
  tellingBytes,
  type UploadForm,
  uploadHours,
} from '../../domain/registration-form/file-answer.ts'
import { objectKeys } from '../item-keys.ts'
import { metadataText } from './encoded-words.ts'
import { listObjects, removeObject } from './objects.ts'
import { ask, codeOf, ObjectsFault } from './requests.ts'
import { type Bucket, chosenFileName, presignedUrl, signedPost } from './signing.ts'

/** Whose answer to which question. A file's place follows from it, so files are recorded nowhere else. */
export interface FilePlace {
  readonly registration: Pick<Registration, 'slug' | 'id' | 'round'>
  readonly question: string
}

/** A file as found in the bucket. */
export interface StoredFile {
  readonly key: string
  readonly question: string
  readonly round: number
}

const keyOf = ({ registration, question }: FilePlace): string => objectKeys.answer(registration.slug, registration, question)

const downloadSeconds = 300
// For requests that the function itself makes immediately.
const ownSeconds = 60

// Whatever somebody uploads, no browser may show it as a page.
const contentType = 'application/octet-stream'
const nameField = 'x-amz-meta-filename'

const bytesOf = async (url: string, range: string): Promise<Uint8Array> => {
  const response = await ask(url, { headers: { range: `bytes=${range}` } })
  if (!response.ok) throw new ObjectsFault(await codeOf(response))
  return new Uint8Array(await response.arrayBuffer())
}

/** The files that people upload as answers. A file is an answer if it exists. */
export const createAnswerFiles = (bucket: Bucket) => ({
  /** The target of `uploadForm`'s forms, as a source for the content security policy. */
  origin: new URL(bucket.url).origin,

  /** The S3 key of a file; S3 includes it in the redirect after an upload. */
  keyOf,

  /** A form that uploads a file to its place, replacing any earlier one, and redirects to `back`. Valid for an hour. */
  uploadForm: (place: FilePlace, back: string, now: Instant): Promise<UploadForm> =>
    signedPost(
      bucket,
      {
        fields: { key: keyOf(place), 'Content-Type': contentType, [nameField]: chosenFileName, success_action_redirect: back },
        minBytes: fileBytes.min,
        maxBytes: fileBytes.max,
        seconds: uploadHours * 3600,
      },
      now,
    ),

  /** The file uploaded for a question, if any. */
  get: async (place: FilePlace, now: Instant): Promise<FileAnswer | undefined> => {
    const url = await presignedUrl(bucket, { method: 'GET', key: keyOf(place), seconds: ownSeconds }, now)
    const response = await ask(url, { headers: { range: `bytes=0-${tellingBytes - 1}` } })
    if (!response.ok) {
      const code = await codeOf(response)
      // Without the right to list, which no function has, S3 does not distinguish "absent" from "forbidden".
      if (code === 'AccessDenied' || code === 'NoSuchKey') return undefined
      throw new ObjectsFault(code)
    }
    const start = new Uint8Array(await response.arrayBuffer())
    const end = isArchive(start) ? { end: await bytesOf(url, `-${listingBytes}`) } : {}
    return fileAnswer({
      name: metadataText(response.headers.get(nameField) ?? ''),
      start,
      ...end,
      size: Number(/\/(\d+)$/.exec(response.headers.get('content-range') ?? '')?.[1] ?? start.length),
      storedAt: new Date(response.headers.get('last-modified') ?? now).toISOString(),
    })
  },

  /** Deletes a file; a missing one is no error. */
  remove: (place: FilePlace, now: Instant): Promise<void> => removeObject(bucket, keyOf(place), now),

  /** All files of a registration, also those for questions that are no longer asked. */
  allOf: async (registration: Pick<Registration, 'slug' | 'id'>, now: Instant): Promise<readonly StoredFile[]> =>
    (await listObjects(bucket, objectKeys.answersOf(registration.slug, registration), now)).flatMap((key) => {
      const [question = '', round = ''] = key.split('/').toReversed()
      return [{ key, question: decodeURIComponent(question), round: Number(round) }]
    }),

  /** Deletes one of those. */
  removeStored: ({ key }: Pick<StoredFile, 'key'>, now: Instant): Promise<void> => removeObject(bucket, key, now),

  /** A URL from which a browser can download the file under this name, valid for five minutes. */
  downloadUrl: (place: FilePlace, name: string, now: Instant): Promise<string> =>
    presignedUrl(
      bucket,
      {
        method: 'GET',
        key: keyOf(place),
        seconds: downloadSeconds,
        query: { 'response-content-disposition': `attachment; filename*=UTF-8''${escapeUri(name)}` },
      },
      now,
    ),
})
export type AnswerFiles = ReturnType<typeof createAnswerFiles>
