import { type Attachment, attachmentBytes, attachmentEndings, type SentAttachment } from '../../domain/attachment/attachment.ts'
import { judgedFile } from '../../domain/basics/file-kind.ts'
import type { Instant } from '../../domain/basics/wall-time.ts'
import { type UploadForm, uploadHours } from '../../domain/registration-form/file-answer.ts'
import { newSecretId } from '../../tokens/secret-id.ts'
import { objectKeys } from '../item-keys.ts'
import { copyObject, removeObject } from './objects.ts'
import { describedBy, downloadUrlOf, seenFile } from './sent-file.ts'
import { type Bucket, chosenFileName, signedPost } from './signing.ts'

/** The slug and nonce in a key; undefined for any other text. */
const parted = (key: string): { readonly slug: string; readonly nonce: string } | undefined => {
  const [, slug, nonce] =
    /^([a-z0-9-]+)\/([\w-]{43})$/.exec(key.startsWith(objectKeys.sentAttachments) ? key.slice(objectKeys.sentAttachments.length) : '') ?? []
  return slug === undefined || nonce === undefined ? undefined : { slug, nonce }
}

/** The files that organisers attach to events. What counts is listed in the event. */
export const createAttachmentFiles = (bucket: Bucket) => ({
  /** The target of `uploadForm`'s forms, as a source for the content security policy. */
  origin: new URL(bucket.url).origin,

  /** A form that sends a file for an event, and redirects to `back` if given. Valid for an hour. */
  uploadForm: (slug: string, back: string | undefined, now: Instant): Promise<UploadForm> =>
    signedPost(
      bucket,
      {
        fields: {
          key: objectKeys.sentAttachment(slug, newSecretId()),
          ...describedBy(chosenFileName),
          ...(back === undefined ? {} : { success_action_redirect: back }),
        },
        minBytes: attachmentBytes.min,
        maxBytes: attachmentBytes.max,
        seconds: uploadHours * 3600,
      },
      now,
    ),

  /** The id that the file with a key gets once it is attached; undefined if it was not sent for this event. */
  idFor: (slug: string, key: string): string | undefined => {
    const sent = parted(key)
    return sent?.slug === slug ? sent.nonce.slice(0, 22) : undefined
  },

  /** A file that was sent, judged by its content, if there is one. */
  judge: async (key: string, now: Instant): Promise<SentAttachment | undefined> => {
    const seen = await seenFile(bucket, key, now)
    if (seen === undefined) return undefined
    const judged = judgedFile(seen, attachmentEndings)
    return judged.ok
      ? { state: 'kept', name: judged.name, size: seen.size, type: judged.ending, etag: seen.etag }
      : { state: 'refused', why: judged.why }
  },

  /** Makes what was sent an attachment, if it is still what was judged; whether it was. */
  keep: (key: string, { id, etag }: { readonly id: string; readonly etag: string }, now: Instant): Promise<boolean> =>
    copyObject(bucket, { from: key, to: objectKeys.attachment(id), etag }, now),

  /** Deletes what was sent; a missing file is no error. */
  removeSent: (key: string, now: Instant): Promise<void> => removeObject(bucket, key, now),

  /** Deletes an attachment; a missing one is no error. */
  remove: ({ id }: Pick<Attachment, 'id'>, now: Instant): Promise<void> => removeObject(bucket, objectKeys.attachment(id), now),

  /** A URL from which a browser can download it under its name, valid for five minutes. */
  downloadUrl: ({ id, name }: Pick<Attachment, 'id' | 'name'>, now: Instant): Promise<string> =>
    downloadUrlOf(bucket, objectKeys.attachment(id), name, now),
})
export type AttachmentFiles = ReturnType<typeof createAttachmentFiles>
