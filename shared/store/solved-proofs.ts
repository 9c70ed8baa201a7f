import { PutCommand } from '@aws-sdk/lib-dynamodb'
import type { Instant } from '../domain/basics/wall-time.ts'
import { expiryAfter } from '../domain/people/periods.ts'
import { unlessRefused } from './dynamodb/conditional-write.ts'
import type { Database } from './dynamodb/database.ts'
import { itemKeys } from './item-keys.ts'

// Challenges expire within minutes, so that nothing older could be solved again.
const keptDays = 1

/** Remembers solved proofs of work for longer than their challenges hold, so that each counts once. */
export const createSolvedProofs = (database: Database, table: string) => ({
  /** Whether the solution of the challenge with this nonce comes for the first time. */
  spend: async (nonce: string, now: Instant): Promise<boolean> => {
    const spent = await unlessRefused(
      database.send(
        new PutCommand({
          TableName: table,
          Item: { ...itemKeys.solvedProof(nonce), expiresAt: expiryAfter(now, keptDays) },
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      ),
    )
    return spent !== undefined
  },
})
export type SolvedProofs = ReturnType<typeof createSolvedProofs>
