import { UpdateCommand } from '@aws-sdk/lib-dynamodb'
import type { Event } from '../../domain/event/event.ts'
import { unlessRefused } from '../dynamodb/conditional-write.ts'
import type { Database } from '../dynamodb/database.ts'
import { itemKeys } from '../item-keys.ts'

/** What is kept of a draft beside what its form shows; forms that show the draft stay valid. */
export const createDraftMarks = (database: Database, table: string) => ({
  /** Sets what the link to a draft has, or removes it. False if somebody else changed the draft since it was read. */
  preview: async ({ slug, version, clockVersion }: Event, nonce: string | undefined): Promise<boolean> => {
    const written = await unlessRefused(
      database.send(
        new UpdateCommand({
          TableName: table,
          Key: itemKeys.event(slug),
          ConditionExpression: 'version = :version AND clockVersion = :clock',
          UpdateExpression: `SET clockVersion = :next${nonce === undefined ? ' REMOVE previewNonce' : ', previewNonce = :nonce'}`,
          ExpressionAttributeValues: {
            ':version': version,
            ':clock': clockVersion,
            ':next': clockVersion + 1,
            ...(nonce === undefined ? {} : { ':nonce': nonce }),
          },
        }),
      ),
    )
    return written !== undefined
  },
})
export type DraftMarks = ReturnType<typeof createDraftMarks>
