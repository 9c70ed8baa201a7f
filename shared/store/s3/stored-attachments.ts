import type { Attachment } from '../../domain/attachment/attachment.ts'
import type { Picture } from '../../domain/attachment/picture.ts'
import type { Instant } from '../../domain/basics/wall-time.ts'
import { objectKeys } from '../item-keys.ts'
import { removeObject } from './objects.ts'
import { downloadUrlOf, wholeObject } from './sent-file.ts'
import type { Bucket } from './signing.ts'

/** The files and pictures of events, once they count. */
export const createStoredAttachments = (bucket: Bucket) => ({
  /** Deletes one; a missing one is no error. */
  remove: ({ id }: Pick<Attachment | Picture, 'id'>, now: Instant): Promise<void> => removeObject(bucket, objectKeys.attachment(id), now),

  /** A URL from which a browser can download a file under its name, valid for five minutes. */
  downloadUrl: ({ id, name }: Pick<Attachment, 'id' | 'name'>, now: Instant): Promise<string> =>
    downloadUrlOf(bucket, objectKeys.attachment(id), name, now),

  /** The bytes of a picture, if it is there. */
  read: ({ id }: Pick<Picture, 'id'>, now: Instant): Promise<Uint8Array | undefined> => wholeObject(bucket, objectKeys.attachment(id), now),
})
export type StoredAttachments = ReturnType<typeof createStoredAttachments>
