import type { Database } from '../../../shared/store/dynamodb/database.ts'
import type { Events } from '../../../shared/store/events.ts'
import { createEventMarks } from '../../../shared/store/programme/event-marks.ts'
import { createAttachmentFiles } from '../../../shared/store/s3/attachment-files.ts'
import type { Bucket } from '../../../shared/store/s3/signing.ts'
import { createAttaching } from '../../../shared/use-cases/event/attaching.ts'
import { createIllustrating } from '../../../shared/use-cases/event/illustrating.ts'

/** What only files attached to events need. */
export const createAttachmentParts = (
  database: Database,
  table: string,
  bucket: Bucket,
  parts: { readonly events: Pick<Events, 'get'> },
) => {
  const files = createAttachmentFiles(bucket)
  const own = { marks: createEventMarks(database, table), files, ...parts }
  return { files, attaching: createAttaching(own), illustrating: createIllustrating(own) }
}
