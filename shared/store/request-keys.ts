import { PutCommand } from '@aws-sdk/lib-dynamodb'
import type { Instant } from '../domain/basics/wall-time.ts'
import { expiryAfter, requestKeyDays } from '../domain/people/periods.ts'
import { unlessRefused } from './dynamodb/conditional-write.ts'
import type { Database } from './dynamodb/database.ts'
import { itemKeys } from './item-keys.ts'

/** Remembers what the requests said that clients gave a key to, in the People table; only tags of both are stored. */
export const createRequestKeys = (database: Database, table: string) => ({
  /** Whether the key is new, or came with the same content before. */
  claim: async (key: string, content: string, now: Instant): Promise<boolean> =>
    (await unlessRefused(
      database.send(
        new PutCommand({
          TableName: table,
          Item: { ...itemKeys.requestKey(key), content, expiresAt: expiryAfter(now, requestKeyDays) },
          // DynamoDB may delete an expired item days later.
          ConditionExpression: 'attribute_not_exists(pk) OR content = :content OR expiresAt < :now',
          ExpressionAttributeValues: { ':content': content, ':now': expiryAfter(now, 0) },
        }),
      ),
    )) !== undefined,
})
export type RequestKeys = ReturnType<typeof createRequestKeys>
