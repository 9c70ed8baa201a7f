import type { Database } from '../../../shared/store/dynamodb/database.ts'
import type { Events } from '../../../shared/store/events.ts'
import { createEventMarks } from '../../../shared/store/programme/event-marks.ts'
import { createPlanningPublication } from '../../../shared/use-cases/event/planning-publication.ts'

/** What only planning a publication needs. */
export const createPublicationParts = (database: Database, table: string, parts: { readonly events: Pick<Events, 'get'> }) =>
  createPlanningPublication({ marks: createEventMarks(database, table), ...parts })
