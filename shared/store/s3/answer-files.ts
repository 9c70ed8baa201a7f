import { escapeUri } from '@smithy/core/protocols'
import type { Instant } from '../../domain/basics/wall-time.ts'
import type { Registration } from '../../domain/registration/registration.ts'
import {
  type FileAnswer,
  fileAnswer,
  fileBytes,
  tellingBytes,
  type UploadForm,
  uploadHours,
} from '../../domain/registration-form/file-answer.ts'
import { objectKeys } from '../item-keys.ts'
import { metadataText } from './encoded-words.ts'
import { ask, codeOf, ObjectsFault } from './requests.ts'
import { type Bucket, chosenFileName, presignedUrl, signedPost } from './signing.ts'

/** Whose answer to which question. The file's place follows from it, so nothing else keeps note of a file. */
export interface FilePlace {
  readonly registration: Pick<Registration, 'slug' | 'id' | 'round'>
  readonly question: string
}

const keyOf = ({ registration, question }: FilePlace): string => objectKeys.answer(registration.slug, registration, question)

const downloadSeconds = 300
// For what the function does itself and at once.
const ownSeconds = 60

// Whatever somebody uploads, no browser ever shows it as a page.
const contentType = 'application/octet-stream'
const nameField = 'x-amz-meta-filename'

/** The files that people give as answers. A file is an answer when it is there, and none when it is not. */
export const createAnswerFiles = (bucket: Bucket) => ({
  /** Where the forms of `uploadForm` lead, as a source of the content security policy. */
  origin: new URL(bucket.url).origin,

  /** The key under which S3 keeps a file; it names it when it sends the browser on after an upload. */
  keyOf,

  /** A form that sends a file to its place, over any earlier one, and the browser on to `back`. It works for an hour. */
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

  /** What is there for a question. */
  get: async (place: FilePlace, now: Instant): Promise<FileAnswer | undefined> => {
    const url = await presignedUrl(bucket, { method: 'GET', key: keyOf(place), seconds: ownSeconds }, now)
    const response = await ask(url, { headers: { range: `bytes=0-${tellingBytes - 1}` } })
    if (!response.ok) {
      const code = await codeOf(response)
      // Without the right to list, which no function has, S3 does not tell "absent" from "forbidden".
      if (code === 'AccessDenied' || code === 'NoSuchKey') return undefined
      throw new ObjectsFault(code)
    }
    const start = new Uint8Array(await response.arrayBuffer())
    return fileAnswer({
      name: metadataText(response.headers.get(nameField) ?? ''),
      start,
      size: Number(/\/(\d+)$/.exec(response.headers.get('content-range') ?? '')?.[1] ?? start.length),
      storedAt: new Date(response.headers.get('last-modified') ?? now).toISOString(),
    })
  },

  /** Takes a file away; one that is not there is gone already. */
  remove: async (place: FilePlace, now: Instant): Promise<void> => {
    const url = await presignedUrl(bucket, { method: 'DELETE', key: keyOf(place), seconds: ownSeconds }, now)
    const response = await ask(url, { method: 'DELETE' })
    if (!response.ok) throw new ObjectsFault(await codeOf(response))
  },

  /** An address from which a browser saves the file under this name, for five minutes. */
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
