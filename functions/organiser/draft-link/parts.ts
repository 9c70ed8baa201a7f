import type { Database } from '../../../shared/store/dynamodb/database.ts'
import type { Events } from '../../../shared/store/events.ts'
import { createEventMarks } from '../../../shared/store/programme/event-marks.ts'
import { createShowingDrafts } from '../../../shared/use-cases/event/showing-drafts.ts'

/** What only the link to a draft needs. */
export const createLinkParts = (database: Database, table: string, parts: { readonly events: Pick<Events, 'get'> }) =>
  createShowingDrafts({ marks: createEventMarks(database, table), ...parts })
