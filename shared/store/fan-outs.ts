import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { languageSchema } from '../domain/language.ts'
import { scheduledKinds } from '../domain/mail-schedule.ts'
import { writtenMessageSchema } from '../domain/organiser-message.ts'
import { messageEventSchema } from '../domain/outbox-message.ts'
import type { Registration } from '../domain/registration.ts'
import { type Instant, instantSchema } from '../domain/wall-time.ts'
import type { Database } from './database.ts'
import { indexes, itemKeys, listedAt } from './item-keys.ts'
import { queryAll } from './query.ts'
import { type TransactItem, transact } from './transaction.ts'

/** Where the list of an event's registrations goes on: after the last one seen. */
export const cursorSchema = z.object({ slug: z.string(), after: z.string().min(1).max(200) })
export type Cursor = z.infer<typeof cursorSchema>

/** The place in the list of an event's registrations after one of them. */
export const cursorAfter = (registration: Pick<Registration, 'id' | 'slug' | 'registeredAt'>): Cursor => ({
  slug: registration.slug,
  after: listedAt(registration),
})

/** Something that everybody registered for an event, or invited to it, is owed a mail about, and how far that has come. */
export const fanOutSchema = z.object({
  slug: z.string(),
  kind: z.enum(['update', 'cancellation', ...scheduledKinds, 'message', 'invited']),
  revision: z.int(),
  /** What tells it from others of its kind, where the revision does not. */
  mark: z.string().optional(),
  /** What the organiser wrote, of a message. */
  written: writtenMessageSchema.optional(),
  /** The reminder that it is about: how long ahead of which start it was due. */
  scheduled: z.object({ anchor: instantSchema, dueAt: instantSchema }).optional(),
  /** Of mails to people who have not chosen one. */
  language: languageSchema.optional(),
  createdAt: instantSchema,
  event: messageEventSchema,
  cursor: cursorSchema.optional(),
  finishedAt: instantSchema.optional(),
  /** When the clock last asked for it to be looked after. */
  calledAt: instantSchema.optional(),
  /** When the list was looked through once more. */
  lookedAgainAt: instantSchema.optional(),
})
export type FanOut = z.infer<typeof fanOutSchema>

/** What names a fan-out. */
export type FanOutRef = Pick<FanOut, 'slug' | 'kind' | 'revision' | 'mark'>

const keyOf = ({ slug, kind, revision, mark }: FanOutRef) => itemKeys.fanOut(slug, kind, mark ?? revision)

const dueForFanOut = 'fan-out'
const minuteMs = 60_000
// By then the index that lists registrations knows those that were written just before the fan-out began.
const lookAgainMs = 2 * minuteMs
// A run lasts five minutes at most; whoever has not come to an end by then was given up.
const callAgainMs = 6 * minuteMs

const later = (at: Instant, ms: number): Instant => new Date(Date.parse(at) + ms).toISOString()

/** The part of a transaction that leaves a fan-out behind, once. The clock looks after it until it has been looked through twice. */
export const putFanOut = (table: string, fanOut: FanOut): TransactItem => ({
  Put: {
    TableName: table,
    Item: { ...keyOf(fanOut), ...fanOut, due: dueForFanOut, dueAt: later(fanOut.createdAt, lookAgainMs) },
    ConditionExpression: 'attribute_not_exists(pk)',
  },
})

/**
 * What is to be done for a fan-out: its first pass, or the one that looks for people whom the index did not know yet.
 * `nothing` when both are done, or the second is not due.
 */
export const passOf = ({ finishedAt, calledAt, lookedAgainAt }: FanOut): 'first' | 'again' | 'nothing' => {
  if (finishedAt === undefined) return 'first'
  return lookedAgainAt === undefined && calledAt !== undefined && calledAt > finishedAt ? 'again' : 'nothing'
}

export const createFanOuts = (database: Database, table: string) => ({
  get: async (of: FanOutRef): Promise<FanOut | undefined> => {
    const { Item } = await database.send(new GetCommand({ TableName: table, Key: keyOf(of), ConsistentRead: true }))
    return Item === undefined ? undefined : fanOutSchema.parse(Item)
  },

  /** Leaves a fan-out behind, once; false when it is there already. */
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

  /** Remembers how far it has come, so that another run goes on from there. */
  checkpoint: async (fanOut: FanOut, cursor: Cursor): Promise<void> => {
    await database.send(
      new UpdateCommand({
        TableName: table,
        Key: keyOf(fanOut),
        UpdateExpression: 'SET #cursor = :cursor',
        ExpressionAttributeNames: { '#cursor': 'cursor' },
        ExpressionAttributeValues: { ':cursor': cursor },
      }),
    )
  },

  /** Calls another run, by the stream, which finds by itself what is done. */
  callAgain: async (fanOut: FanOut, now: Instant): Promise<void> => {
    await database.send(
      new UpdateCommand({
        TableName: table,
        Key: keyOf(fanOut),
        UpdateExpression: 'SET calledAt = :now',
        ExpressionAttributeValues: { ':now': now },
      }),
    )
  },

  /** Fan-outs that somebody must look after at `now`: they are to be looked through once more, or were given up. */
  due: async (now: Instant): Promise<readonly FanOut[]> => {
    const items = await queryAll(database, {
      TableName: table,
      IndexName: indexes.due,
      KeyConditionExpression: 'due = :due AND dueAt <= :now',
      ExpressionAttributeValues: { ':due': dueForFanOut, ':now': now },
    })
    return fanOutSchema.array().parse(items)
  },

  /** Calls whoever works fan-outs off, by the stream, unless it is done with; again after a while, should nothing come of it. */
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

  /** Marks the end of a pass. Where there is none to come, the clock need not look after it any more. */
  finish: async (fanOut: FanOut, now: Instant, pass: 'first' | 'again' | 'only'): Promise<void> => {
    const isLast = pass !== 'first'
    await database.send(
      new UpdateCommand({
        TableName: table,
        Key: keyOf(fanOut),
        UpdateExpression: `SET ${pass === 'again' ? 'lookedAgainAt' : 'finishedAt'} = :now REMOVE #cursor${isLast ? ', due, dueAt' : ''}`,
        ExpressionAttributeNames: { '#cursor': 'cursor' },
        ExpressionAttributeValues: { ':now': now },
      }),
    )
  },
})
export type FanOuts = ReturnType<typeof createFanOuts>
