import { GetCommand, UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb'
import type { Instant } from '../domain/basics/wall-time.ts'
import { type FanOut, type FanOutRef, fanOutSchema } from '../domain/mail/fan-out.ts'
import type { Cursor } from '../domain/registration/list-cursor.ts'
import type { Registration } from '../domain/registration/registration.ts'
import type { Database } from './dynamodb/database.ts'
import { queryAll } from './dynamodb/query.ts'
import { type TransactItem, transact } from './dynamodb/transaction.ts'
import { indexes, itemKeys, listedAt } from './item-keys.ts'

/** The place after a registration in the list of its event. */
export const cursorAfter = (registration: Pick<Registration, 'id' | 'slug' | 'registeredAt'>): Cursor => ({
  slug: registration.slug,
  after: listedAt(registration),
})

const keyOf = ({ slug, kind, revision, mark }: FanOutRef) => itemKeys.fanOut(slug, kind, mark ?? revision)

const dueForFanOut = 'fan-out'
const minuteMs = 60_000
// By then the index of registrations includes those written just before the fan-out began.
const lookAgainMs = 2 * minuteMs
// A run lasts at most five minutes; one that has not finished by now has died.
const callAgainMs = 6 * minuteMs

const later = (at: Instant, ms: number): Instant => new Date(Date.parse(at) + ms).toISOString()

/** The part of a transaction that creates a fan-out, once. The clock watches it until both passes are done. */
export const putFanOut = (table: string, fanOut: FanOut): TransactItem => ({
  Put: {
    TableName: table,
    Item: { ...keyOf(fanOut), ...fanOut, due: dueForFanOut, dueAt: later(fanOut.createdAt, lookAgainMs) },
    ConditionExpression: 'attribute_not_exists(pk)',
  },
})

export const createFanOuts = (database: Database, table: string) => {
  const update = async (fanOut: FanOut, input: Omit<UpdateCommandInput, 'TableName' | 'Key'>): Promise<void> => {
    await database.send(new UpdateCommand({ TableName: table, Key: keyOf(fanOut), ...input }))
  }

  return {
    get: async (of: FanOutRef): Promise<FanOut | undefined> => {
      const { Item } = await database.send(new GetCommand({ TableName: table, Key: keyOf(of), ConsistentRead: true }))
      return Item === undefined ? undefined : fanOutSchema.parse(Item)
    },

    /** Creates a fan-out, once; false if it already exists. */
    begin: async (fanOut: FanOut): Promise<boolean> => (await transact(database, [putFanOut(table, fanOut)])).written,

    /** All fan-outs of an event, newest first. */
    listOf: async (slug: string): Promise<readonly FanOut[]> => {
      const items = await queryAll(database, {
        TableName: table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': itemKeys.fanOut(slug, '', '').pk },
      })
      return fanOutSchema
        .array()
        .parse(items)
        .toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1))
    },

    /** Saves its progress, so that another run can continue from there. */
    checkpoint: async (fanOut: FanOut, cursor: Cursor): Promise<void> => {
      await update(fanOut, {
        UpdateExpression: 'SET #cursor = :cursor',
        ExpressionAttributeNames: { '#cursor': 'cursor' },
        ExpressionAttributeValues: { ':cursor': cursor },
      })
    },

    /** Starts another run through the stream; it works out what is left to do. */
    callAgain: async (fanOut: FanOut, now: Instant): Promise<void> => {
      await update(fanOut, {
        UpdateExpression: 'SET calledAt = :now',
        ExpressionAttributeValues: { ':now': now },
      })
    },

    /** Fan-outs that need attention at `now`: their second pass is due, or their run died. */
    due: async (now: Instant): Promise<readonly FanOut[]> => {
      const items = await queryAll(database, {
        TableName: table,
        IndexName: indexes.due,
        KeyConditionExpression: 'due = :due AND dueAt <= :now',
        ExpressionAttributeValues: { ':due': dueForFanOut, ':now': now },
      })
      return fanOutSchema.array().parse(items)
    },

    /** Starts a run through the stream unless the fan-out is done; sets a time to check again in case nothing comes of it. */
    lookAfter: async (fanOut: FanOut, now: Instant): Promise<void> => {
      await transact(database, [
        {
          Update: {
            TableName: table,
            Key: keyOf(fanOut),
            ConditionExpression: 'attribute_exists(due)',
            UpdateExpression: 'SET calledAt = :now, dueAt = :next',
            ExpressionAttributeValues: { ':now': now, ':next': later(now, callAgainMs) },
          },
        },
      ])
    },

    /** Marks the end of a pass. If none follows, the clock no longer watches it. */
    finish: async (fanOut: FanOut, now: Instant, pass: 'first' | 'again' | 'only'): Promise<void> => {
      const isLast = pass !== 'first'
      await update(fanOut, {
        UpdateExpression: `SET ${pass === 'again' ? 'lookedAgainAt' : 'finishedAt'} = :now REMOVE #cursor${isLast ? ', due, dueAt' : ''}`,
        ExpressionAttributeNames: { '#cursor': 'cursor' },
        ExpressionAttributeValues: { ':now': now },
      })
    },
  }
}
export type FanOuts = ReturnType<typeof createFanOuts>
