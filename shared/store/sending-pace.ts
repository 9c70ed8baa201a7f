import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import type { Instant } from '../domain/basics/wall-time.ts'
import { furthestSlotMs, slotDistance, slotsBefore } from '../domain/mail/sending-pace.ts'
import { untilSettled } from '../runtime/until-settled.ts'
import { unlessRefused } from './dynamodb/conditional-write.ts'
import type { Database } from './dynamodb/database.ts'
import { itemKeys } from './item-keys.ts'

/** Slots at which one mail each may be sent, in epoch milliseconds, or until when sending is paused. */
export type Reservation = { readonly slots: readonly number[] } | { readonly pausedUntil: Instant }

/** `nextAt` is the next free slot, in epoch microseconds. */
const paceSchema = z.object({ nextAt: z.number().default(0), pausedUntil: z.string().optional() })

const rounds = 20

/** The pace of sending, shared by all senders, and the calls to send waiting mails. */
export const createPace = (database: Database, table: string) => {
  const key = itemKeys.pace()

  const read = async () => {
    const { Item } = await database.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }))
    return paceSchema.parse(Item ?? {})
  }

  const update = async (UpdateExpression: string, ConditionExpression: string, values: Record<string, unknown>) => {
    const command = new UpdateCommand({
      TableName: table,
      Key: key,
      UpdateExpression,
      ConditionExpression,
      ExpressionAttributeValues: values,
      ReturnValues: 'ALL_NEW',
    })
    const updated = await unlessRefused(database.send(command))
    return updated === undefined ? undefined : paceSchema.parse(updated.Attributes)
  }

  return {
    /**
     * Reserves the next `count` slots from `from` (epoch milliseconds), at a rate in mails per second: no two workers get the same ones.
     * Workers' clocks may differ by as much as lateness leaves room for, about 15 ms.
     */
    reserve: (count: number, rate: number, from: () => number): Promise<Reservation> => {
      const distance = slotDistance(rate)
      const length = count * distance
      const attempt = async (): Promise<Reservation | 'again'> => {
        const at = Math.round(from() * 1000)
        const instant = new Date(at / 1000).toISOString()
        const free = '(attribute_not_exists(pausedUntil) OR pausedUntil <= :instant)'
        const queued = await update('ADD nextAt :length', `nextAt > :now AND nextAt < :furthest AND ${free}`, {
          ':length': length,
          ':now': at,
          ':furthest': at + furthestSlotMs * 1000,
          ':instant': instant,
        })
        if (queued !== undefined) return { slots: slotsBefore(queued.nextAt, count, distance) }
        const { nextAt, pausedUntil } = await read()
        if (pausedUntil !== undefined && pausedUntil > instant) return { pausedUntil }
        // Somebody else was first, so the queue begins after them.
        if (nextAt > at && nextAt < at + furthestSlotMs * 1000) return 'again'
        const first = await update('SET nextAt = :end REMOVE pausedUntil', `(attribute_not_exists(nextAt) OR nextAt = :seen) AND ${free}`, {
          ':end': at + length,
          ':seen': nextAt,
          ':instant': instant,
        })
        return first === undefined ? 'again' : { slots: slotsBefore(first.nextAt, count, distance) }
      }
      return untilSettled(attempt, { rounds, otherwise: 'the pace of sending kept changing while slots were reserved' })
    },

    /** How many milliseconds ahead the next free slot is. */
    aheadMs: async (now: number): Promise<number> => Math.max(0, (await read()).nextAt / 1000 - now),

    /** Pauses all sending until an instant: SES takes no mail from us. */
    pause: async (until: Instant): Promise<void> => {
      await database.send(
        new UpdateCommand({
          TableName: table,
          Key: key,
          UpdateExpression: 'SET pausedUntil = :until',
          ExpressionAttributeValues: { ':until': until },
        }),
      )
    },

    /** Calls a worker to send what waits in the lanes, through the table's stream and the mail function. Each call is for one worker. */
    nudge: async (now: Instant, worker = 0): Promise<void> => {
      await database.send(
        new UpdateCommand({
          TableName: table,
          Key: itemKeys.nudge(worker),
          UpdateExpression: 'SET nudgedAt = :now ADD nudges :one',
          ExpressionAttributeValues: { ':now': now, ':one': 1 },
        }),
      )
    },
  }
}
export type Pace = ReturnType<typeof createPace>
