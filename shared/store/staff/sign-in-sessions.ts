import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import type { Instant } from '../../domain/basics/wall-time.ts'
import { expiryAfter } from '../../domain/people/periods.ts'
import { type SignInSession, sessionKeptDays, signInSessionSchema } from '../../domain/staff/sign-in-session.ts'
import { unlessRefused } from '../dynamodb/conditional-write.ts'
import type { Database } from '../dynamodb/database.ts'
import { itemKeys } from '../item-keys.ts'

/** Sign-in sessions, by the hash of the id in the cookie. Every staff page reads one, so that signing out ends it everywhere. */
export const createSignInSessions = (database: Database, table: string) => {
  /** Changes a session that has not ended; false if it has, or if `condition` fails. */
  const change = async (hash: string, update: string, values: Readonly<Record<string, unknown>>, condition?: string): Promise<boolean> => {
    const lasts = 'attribute_exists(pk) AND attribute_not_exists(endedAt)'
    const written = await unlessRefused(
      database.send(
        new UpdateCommand({
          TableName: table,
          Key: itemKeys.signInSession(hash),
          UpdateExpression: update,
          ConditionExpression: condition === undefined ? lasts : `${lasts} AND ${condition}`,
          ExpressionAttributeValues: values,
          ...(update.includes('#') ? { ExpressionAttributeNames: { '#name': 'name', '#roles': 'roles' } } : {}),
        }),
      ),
    )
    return written !== undefined
  }

  return {
    start: async (hash: string, session: SignInSession): Promise<void> => {
      const Item = { ...itemKeys.signInSession(hash), ...session, expiresAt: expiryAfter(session.startedAt, sessionKeptDays) }
      await database.send(new PutCommand({ TableName: table, Item, ConditionExpression: 'attribute_not_exists(pk)' }))
    },

    /** A session, ended or not, as the last write left it. */
    get: async (hash: string): Promise<SignInSession | undefined> => {
      const { Item } = await database.send(new GetCommand({ TableName: table, Key: itemKeys.signInSession(hash), ConsistentRead: true }))
      return Item === undefined ? undefined : signInSessionSchema.parse(Item)
    },

    /** Records a request. */
    see: (hash: string, now: Instant): Promise<boolean> => change(hash, 'SET seenAt = :now', { ':now': now }),

    /** Claims asking the issuer for the roles; of several requests at once, one may. */
    claimRoles: (hash: string, { rolesAskedAt }: SignInSession, now: Instant): Promise<boolean> =>
      change(hash, 'SET rolesAskedAt = :now', { ':now': now, ':before': rolesAskedAt }, 'rolesAskedAt = :before'),

    /** Records what the issuer told. */
    renew: (hash: string, { name, roles, rolesReadAt, refreshToken }: SignInSession): Promise<boolean> =>
      change(hash, 'SET #name = :name, #roles = :roles, rolesReadAt = :at, refreshToken = :token', {
        ':name': name,
        ':roles': roles,
        ':at': rolesReadAt,
        ':token': refreshToken,
      }),

    /** Ends a session everywhere. */
    end: (hash: string, now: Instant): Promise<boolean> => change(hash, 'SET endedAt = :now REMOVE refreshToken', { ':now': now }),
  }
}
export type SignInSessions = ReturnType<typeof createSignInSessions>
