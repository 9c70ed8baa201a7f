import type { Database } from '../../../shared/store/dynamodb/database.ts'
import type { Outbox } from '../../../shared/store/outbox.ts'
import type { Keys } from '../../../shared/store/secret-keys.ts'
import { createSpeakers } from '../../../shared/store/speaker/speakers.ts'
import { createInviting } from '../../../shared/use-cases/speaker/inviting.ts'

/** What pages and operations about speakers need. */
export const createSpeakerParts = (
  database: Database,
  tables: Parameters<typeof createSpeakers>[1],
  parts: { readonly outbox: Outbox; readonly keys: Keys },
) => {
  const speakers = createSpeakers(database, tables)
  return { speakers, inviting: createInviting({ ...parts, speakers }) }
}
export type SpeakerParts = ReturnType<typeof createSpeakerParts>
