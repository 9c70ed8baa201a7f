import type { Database } from '../../shared/store/dynamodb/database.ts'
import { createEventMarks } from '../../shared/store/programme/event-marks.ts'
import { createManaging } from '../../shared/use-cases/event/managing.ts'
import { createPublishingOnTime } from '../../shared/use-cases/event/publishing-on-time.ts'

type Stores = Parameters<typeof createManaging>[0] & Omit<Parameters<typeof createPublishingOnTime>[0], 'managing' | 'marks'>

/** What only publishing at a set time needs. */
export const createPublicationParts = (database: Database, table: string, stores: Stores) =>
  createPublishingOnTime({ ...stores, managing: createManaging(stores), marks: createEventMarks(database, table) })
