import { DeleteCommand, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { type Instant, instantSchema } from '../../domain/basics/wall-time.ts'
import { unlessRefused } from '../dynamodb/conditional-write.ts'
import type { Database } from '../dynamodb/database.ts'
import { dueKeys } from '../dynamodb/due-keys.ts'
import { itemKeys } from '../item-keys.ts'

const erasureSchema = z.object({
  /** Derived from the address with a secret key. */
  person: z.string(),
  email: z.string(),
  /** What is written later is not erased. */
  requestedAt: instantSchema,
  /** The request that asked, as in the logs. */
  request: z.string(),
  /** When everything found had been removed. */
  sweptAt: instantSchema.optional(),
  /** What the person was called, for mails to others that name them. */
  names: z.array(z.string()).optional(),
})
export type Erasure = z.infer<typeof erasureSchema>

const due = 'erasure'

/** Requests to erase everything about an address, in the People table until they are done. */
export const createErasures = (database: Database, table: string) => {
  const get = async (person: string): Promise<Erasure | undefined> => {
    const { Item } = await database.send(new GetCommand({ TableName: table, Key: itemKeys.erasure(person), ConsistentRead: true }))
    return Item === undefined ? undefined : erasureSchema.parse(Item)
  }

  return {
    /** Requests an erasure; a new request replaces the previous one, and covers what was written since. */
    request: async (erasure: Omit<Erasure, 'sweptAt' | 'names'>): Promise<void> => {
      const Item = { ...itemKeys.erasure(erasure.person), ...erasure, due, dueAt: erasure.requestedAt }
      await database.send(new PutCommand({ TableName: table, Item }))
    },

    /** Requests with work at `now`, the oldest first. */
    due: async (now: Instant, limit: number): Promise<readonly Erasure[]> => {
      const people = await dueKeys(database, table, { kind: due, now, limit, beginning: itemKeys.erasure('').pk })
      return (await Promise.all(people.map(get))).filter((erasure) => erasure !== undefined)
    },

    /** Keeps what the person was called beyond their registrations; does nothing if the request was repeated meanwhile. */
    remember: async ({ person, requestedAt }: Erasure, names: readonly string[]): Promise<void> => {
      await unlessRefused(
        database.send(
          new UpdateCommand({
            TableName: table,
            Key: itemKeys.erasure(person),
            ConditionExpression: 'requestedAt = :requestedAt',
            UpdateExpression: 'SET #names = :names',
            ExpressionAttributeNames: { '#names': 'names' },
            ExpressionAttributeValues: { ':requestedAt': requestedAt, ':names': names },
          }),
        ),
      )
    },

    /** Continues later; does nothing if the request was repeated meanwhile. */
    continueAt: async ({ person, requestedAt }: Erasure, dueAt: Instant, sweptAt: Instant | undefined): Promise<void> => {
      await unlessRefused(
        database.send(
          new UpdateCommand({
            TableName: table,
            Key: itemKeys.erasure(person),
            ConditionExpression: 'requestedAt = :requestedAt',
            UpdateExpression: `SET dueAt = :dueAt${sweptAt === undefined ? ' REMOVE sweptAt' : ', sweptAt = :sweptAt'}`,
            ExpressionAttributeValues: {
              ':requestedAt': requestedAt,
              ':dueAt': dueAt,
              ...(sweptAt === undefined ? {} : { ':sweptAt': sweptAt }),
            },
          }),
        ),
      )
    },

    /** Removes a request that is done; a newer one stays. */
    finish: async ({ person, requestedAt }: Erasure): Promise<void> => {
      await unlessRefused(
        database.send(
          new DeleteCommand({
            TableName: table,
            Key: itemKeys.erasure(person),
            ConditionExpression: 'requestedAt = :requestedAt',
            ExpressionAttributeValues: { ':requestedAt': requestedAt },
          }),
        ),
      )
    },
  }
}
export type Erasures = ReturnType<typeof createErasures>
