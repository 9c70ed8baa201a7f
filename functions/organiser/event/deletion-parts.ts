import type { Database } from '../../../shared/store/dynamodb/database.ts'
import type { Events } from '../../../shared/store/events.ts'
import type { ListRetention } from '../../../shared/store/list-retention.ts'
import { createDeletedDrafts } from '../../../shared/store/programme/deleted-drafts.ts'
import { createSeriesStore } from '../../../shared/store/programme/series.ts'
import type { Bucket } from '../../../shared/store/s3/signing.ts'
import { createStoredAttachments } from '../../../shared/store/s3/stored-attachments.ts'
import { createSpeakers } from '../../../shared/store/speaker/speakers.ts'
import { createDeletingDrafts } from '../../../shared/use-cases/event/deleting-drafts.ts'

/** What only deleting a draft needs. */
export const createDeletionParts = (
  database: Database,
  { people, programme: table }: Parameters<typeof createSpeakers>[1],
  bucket: Bucket,
  parts: { readonly events: Pick<Events, 'getWithSeats'>; readonly retention: Pick<ListRetention, 'expiring'> },
) =>
  createDeletingDrafts({
    drafts: createDeletedDrafts(database, table),
    files: createStoredAttachments(bucket),
    series: createSeriesStore(database, table),
    speakers: createSpeakers(database, { people, programme: table }),
    ...parts,
  })
