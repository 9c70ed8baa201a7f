import { attachmentBytes, attachmentEndings, type SentAttachment } from '../../domain/attachment/attachment.ts'
import { pictureSize } from '../../domain/attachment/dimensions.ts'
import { pictureBytes, pictureEndings, type SentPicture } from '../../domain/attachment/picture.ts'
import { judgedFile } from '../../domain/basics/file-kind.ts'
import type { Instant } from '../../domain/basics/wall-time.ts'
import { type UploadForm, uploadHours } from '../../domain/registration-form/file-answer.ts'
import { newSecretId } from '../../tokens/secret-id.ts'
import { objectKeys } from '../item-keys.ts'
import { copyObject, removeObject } from './objects.ts'
import { describedBy, seenFile } from './sent-file.ts'
import { type Bucket, chosenFileName, signedPost } from './signing.ts'
import { createStoredAttachments } from './stored-attachments.ts'

/** The slug and nonce in a key; undefined for any other text. */
const parted = (key: string): { readonly slug: string; readonly nonce: string } | undefined => {
  const [, slug, nonce] =
    /^([a-z0-9-]+)\/([\w-]{43})$/.exec(key.startsWith(objectKeys.sentAttachments) ? key.slice(objectKeys.sentAttachments.length) : '') ?? []
  return slug === undefined || nonce === undefined ? undefined : { slug, nonce }
}

/** The files that organisers attach to events. What counts is listed in the event. */
export const createAttachmentFiles = (bucket: Bucket) => ({
  ...createStoredAttachments(bucket),

  /** The target of `uploadForm`'s forms, as a source for the content security policy. */
  origin: new URL(bucket.url).origin,

  /** A form that sends a file for an event, and redirects to `back` if given. Valid for an hour. */
  uploadForm: (slug: string, back: string | undefined, now: Instant, { min, max } = attachmentBytes): Promise<UploadForm> =>
    signedPost(
      bucket,
      {
        fields: {
          key: objectKeys.sentAttachment(slug, newSecretId()),
          ...describedBy(chosenFileName),
          ...(back === undefined ? {} : { success_action_redirect: back }),
        },
        minBytes: min,
        maxBytes: max,
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

  /** A picture that was sent, judged by its content, if there is one. */
  judgePicture: async (key: string, now: Instant): Promise<SentPicture | undefined> => {
    // What tells the size of a JPEG may be behind a preview and a colour profile.
    const seen = await seenFile(bucket, key, now, pictureBytes.max)
    if (seen === undefined) return undefined
    const { name, start, etag } = seen
    const judged = judgedFile(seen, pictureEndings)
    if (!judged.ok) return { state: 'refused', why: judged.why }
    if (seen.size > pictureBytes.max) return { state: 'refused', why: 'size' }
    const size = pictureSize(start, judged.ending)
    return size === undefined ? { state: 'refused', why: 'content' } : { state: 'kept', name, etag, type: judged.ending, ...size }
  },

  /** Makes what was sent an attachment, if it is still what was judged; whether it was. */
  keep: (key: string, { id, etag }: { readonly id: string; readonly etag: string }, now: Instant): Promise<boolean> =>
    copyObject(bucket, { from: key, to: objectKeys.attachment(id), etag }, now),

  /** Deletes what was sent; a missing file is no error. */
  removeSent: (key: string, now: Instant): Promise<void> => removeObject(bucket, key, now),
})
export type AttachmentFiles = ReturnType<typeof createAttachmentFiles>
