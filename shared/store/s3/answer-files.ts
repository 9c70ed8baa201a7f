import type { Instant } from '../../domain/basics/wall-time.ts'
import type { Registration } from '../../domain/registration/registration.ts'
import { type FileAnswer, fileAnswer, fileBytes, type UploadForm, uploadHours } from '../../domain/registration-form/file-answer.ts'
import { newSecretId } from '../../tokens/secret-id.ts'
import { objectKeys } from '../item-keys.ts'
import { copyObject, listObjects, removeObject } from './objects.ts'
import { describedBy, downloadUrlOf, seenFile } from './sent-file.ts'
import { type Bucket, chosenFileName, signedPost } from './signing.ts'

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

/** What somebody sent with a form, before it becomes an answer. `nonce` is the form's. */
export interface Upload {
  readonly slug: string
  readonly id: string
  readonly round: number
  readonly question: string
  readonly nonce: string
}

/** The upload with a key; undefined for a key of another form. */
export const uploadAt = (key: string): Upload | undefined => {
  const [, slug, id, round, question, nonce] = /^uploads\/([^/]+)\/([^/]+)\/(\d+)\/([^/]+)\/([\w-]{43})$/.exec(key) ?? []
  if (slug === undefined || id === undefined || question === undefined || nonce === undefined) return undefined
  return { slug, id, round: Number(round), question: decodeURIComponent(question), nonce }
}

const keyOf = ({ registration, question }: FilePlace): string => objectKeys.answer(registration.slug, registration, question)

/** The file with a key, if any. */
const readFile = async (bucket: Bucket, key: string, now: Instant): Promise<FileAnswer | undefined> => {
  const seen = await seenFile(bucket, key, now)
  return seen === undefined ? undefined : fileAnswer(seen)
}

/** The files that people upload as answers. A file is an answer if it exists. */
export const createAnswerFiles = (bucket: Bucket) => ({
  /** The target of `uploadForm`'s forms, as a source for the content security policy. */
  origin: new URL(bucket.url).origin,

  /** Whether a key, as S3 includes it in the redirect after an upload, is that of a file sent for this place. */
  isUploadFor: ({ registration, question }: FilePlace, key: string): boolean => {
    const { nonce } = uploadAt(key) ?? {}
    return nonce !== undefined && key === objectKeys.upload(registration.slug, registration, question, nonce)
  },

  /** A form that sends a file for its place, to replace any earlier one, and redirects to `back`. Valid for an hour. */
  uploadForm: (place: FilePlace, back: string, now: Instant): Promise<UploadForm> =>
    signedPost(
      bucket,
      {
        fields: {
          key: objectKeys.upload(place.registration.slug, place.registration, place.question, newSecretId()),
          ...describedBy(chosenFileName),
          success_action_redirect: back,
        },
        minBytes: fileBytes.min,
        maxBytes: fileBytes.max,
        seconds: uploadHours * 3600,
      },
      now,
    ),

  /** The file uploaded for a question, if any. */
  get: (place: FilePlace, now: Instant): Promise<FileAnswer | undefined> => readFile(bucket, keyOf(place), now),

  /** A file that was sent and has not become an answer, if any. */
  getUpload: (key: string, now: Instant): Promise<FileAnswer | undefined> => readFile(bucket, key, now),

  /** Makes an upload the answer, if it is still the one with this ETag; whether it was. */
  take: async (place: FilePlace, key: string, etag: string, now: Instant): Promise<boolean> => {
    const copied = await copyObject(bucket, { from: key, to: keyOf(place), etag }, now)
    if (copied) await removeObject(bucket, key, now)
    return copied
  },

  /** Sends a file on, as if the holder of another registration had uploaded it; a missing one is no error. */
  carryOver: async (place: FilePlace, to: FilePlace['registration'], now: Instant): Promise<void> => {
    const upload = objectKeys.upload(to.slug, to, place.question, newSecretId())
    if (await copyObject(bucket, { from: keyOf(place), to: upload }, now)) await removeObject(bucket, keyOf(place), now)
  },

  /** Deletes an upload that does not become an answer. */
  removeUpload: (key: string, now: Instant): Promise<void> => removeObject(bucket, key, now),

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
  downloadUrl: (place: FilePlace, name: string, now: Instant): Promise<string> => downloadUrlOf(bucket, keyOf(place), name, now),
})
export type AnswerFiles = ReturnType<typeof createAnswerFiles>
