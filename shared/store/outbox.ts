import { randomUUID } from 'node:crypto'
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { GetCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import type { Instant } from '../domain/basics/wall-time.ts'
import { claimEnd, type Lane, laneDue, laneOf, unknownEnd } from '../domain/mail/lanes.ts'
import { type MessageTransition, messageTransitions, type OutboxMessage, outboxMessageSchema } from '../domain/mail/outbox-message.ts'
import { retryAt } from '../domain/mail/sending-pace.ts'
import { type Registration, registrationSchema } from '../domain/registration/registration.ts'
import type { Database } from './dynamodb/database.ts'
import { queryAll } from './dynamodb/query.ts'
import type { TransactItem } from './dynamodb/transaction.ts'
import { indexes, itemKeys } from './item-keys.ts'
import { isOlderInFlight, trailStep } from './message-steps.ts'

/** Which message, in which registration's outbox. */
export type MessageRef = Pick<OutboxMessage, 'registrationId' | 'id'>

const keyOf = (message: MessageRef) => itemKeys.message(message.registrationId, message.id)

/** An index key takes 1,000 writes a second like any other, so each lane is spread over several; as many workers can share it. */
export const laneParts = 4
const allParts = Array.from({ length: laneParts }, (_, part) => part)

const laneKey = (lane: Lane, part: number): string => `mail-${lane}-${part}`

const partOf = (registrationId: string): number =>
  [...registrationId].reduce((sum, character) => sum + (character.codePointAt(0) ?? 0), 0) % laneParts

/** Where the index has a message that waits to be sent. */
const inLane = (message: OutboxMessage, dueAt: Instant) => ({ due: laneKey(laneOf(message), partOf(message.registrationId)), dueAt })

/** The part of a transaction that owes a mail. The id is deterministic, so the same mail cannot be owed twice. */
export const putMessage = (table: string, message: OutboxMessage): TransactItem => ({
  Put: {
    TableName: table,
    Item: { ...keyOf(message), ...message, ...inLane(message, laneDue(message)) },
    ConditionExpression: 'attribute_not_exists(pk)',
  },
})

/** A message that was taken for sending, and what decides whether it still should be. */
export interface Claimed {
  readonly message: OutboxMessage
  /** The registration as it is now; mails to people without one have none. */
  readonly registration: Registration | undefined
  /** Whether an older state of the same calendar object is being sent at this moment. */
  readonly overtakes: boolean
}

const keysSchema = z.array(z.object({ pk: z.string(), sk: z.string(), dueAt: z.string() }))
const [registrationPrefix, messagePrefix] = [itemKeys.registration('').pk, itemKeys.message('', '').sk]

/** A message as the index knows it: read or claim it before relying on anything. */
export interface DueMessage extends MessageRef {
  readonly dueAt: Instant
  /** In which part of its lane it is. */
  readonly part: number
}

const dueMessages = (items: unknown): readonly DueMessage[] =>
  keysSchema.parse(items ?? []).map(({ pk, sk, dueAt }) => {
    const registrationId = pk.slice(registrationPrefix.length)
    return { registrationId, id: sk.slice(messagePrefix.length), dueAt, part: partOf(registrationId) }
  })

interface Details {
  readonly sesMessageId?: string
  /** What went wrong: the error's name, or a word of ours. */
  readonly fault?: string
}

interface Also {
  readonly condition?: string
  readonly values?: Readonly<Record<string, unknown>>
  readonly endedAt?: Instant
  /** Who takes the step, on those that may be told that they are taken already, by themselves. */
  readonly by?: string
}

export const createOutbox = (database: Database, table: string) => {
  const get = async (message: MessageRef): Promise<OutboxMessage | undefined> => {
    const { Item } = await database.send(new GetCommand({ TableName: table, Key: keyOf(message), ConsistentRead: true }))
    return Item === undefined ? undefined : outboxMessageSchema.parse(Item)
  }

  /** Takes one step of `messageTransitions`; undefined when the message is not in a state from which it may be taken. */
  const step = async (
    message: MessageRef,
    transition: MessageTransition,
    set: Readonly<Record<string, unknown>>,
    also: Also = {},
  ): Promise<OutboxMessage | undefined> => {
    const { from, to } = messageTransitions[transition]
    const named = Object.entries(set)
    const put = named.filter(([, value]) => value !== undefined)
    const gone = named.flatMap(([name, value]) => (value === undefined ? [name] : []))
    const counted = transition === 'claim' ? ' ADD attempts :one' : ''
    const ended = trailStep(to, set['fault'], also.endedAt)
    try {
      const { Attributes } = await database.send(
        new UpdateCommand({
          TableName: table,
          Key: keyOf(message),
          ConditionExpression: `#state IN (${from.map((_, index) => `:from${index}`).join(', ')})${also.condition ?? ''}`,
          UpdateExpression: `SET #state = :to${put.map(([name]) => `, ${name} = :${name}`).join('')}${ended.update}${gone.length === 0 ? '' : ` REMOVE ${gone.join(', ')}`}${counted}`,
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: {
            ':to': to,
            ...Object.fromEntries(from.map((state, index) => [`:from${index}`, state])),
            ...Object.fromEntries(put.map(([name, value]) => [`:${name}`, value])),
            ...(counted === '' ? {} : { ':one': 1 }),
            ...ended.values,
            ...also.values,
          },
          ReturnValues: 'ALL_NEW',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      )
      return outboxMessageSchema.parse(Attributes)
    } catch (fault) {
      if (!(fault instanceof ConditionalCheckFailedException)) throw fault
      // The answer to a first request was lost, and the SDK asked again: it was this very step that was in its own way.
      return also.by !== undefined && fault.Item?.['claimedBy']?.S === also.by ? get(message) : undefined
    }
  }

  /** Gives a message back that was, or may have been, taken by somebody who cannot go on. Where that fails too, the clock finds it. */
  const giveBackOf = async (ref: MessageRef, by: string, now: Instant): Promise<void> => {
    try {
      const message = await get(ref)
      if (message === undefined) return
      await step(ref, 'giveBack', inLane(message, retryAt(now, message.attempts, Math.random())), {
        condition: ' AND claimedBy = :by',
        values: { ':by': by },
      })
    } catch {
      // What is reported is why it could not go on.
    }
  }

  const registrationOf = async ({ registrationId }: MessageRef): Promise<Registration | undefined> => {
    const { Item } = await database.send(
      new GetCommand({ TableName: table, Key: itemKeys.registration(registrationId), ConsistentRead: true }),
    )
    return Item === undefined ? undefined : registrationSchema.parse(Item)
  }

  /** The registration with all that it was ever owed. */
  const partitionOf = async ({ registrationId }: MessageRef): Promise<readonly Record<string, unknown>[]> => {
    const { Items = [] } = await database.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': itemKeys.registration(registrationId).pk },
        ConsistentRead: true,
      }),
    )
    return Items
  }

  const queryDue = async (due: string, limit: number, until?: Instant): Promise<readonly DueMessage[]> => {
    const { Items } = await database.send(
      new QueryCommand({
        TableName: table,
        IndexName: indexes.due,
        KeyConditionExpression: `due = :due${until === undefined ? '' : ' AND dueAt <= :until'}`,
        ExpressionAttributeValues: { ':due': due, ...(until === undefined ? {} : { ':until': until }) },
        Limit: limit,
      }),
    )
    return dueMessages(Items)
  }

  /** A message that was just taken, with what decides whether it should be sent. */
  const standing = async (message: OutboxMessage, now: Instant): Promise<Claimed> => {
    if ((message.calendar?.sequence ?? 0) === 0) return { message, registration: await registrationOf(message), overtakes: false }
    const items = await partitionOf(message)
    const { sk } = itemKeys.registration(message.registrationId)
    const own = items.find((item) => item['sk'] === sk)
    return {
      message,
      registration: own === undefined ? undefined : registrationSchema.parse(own),
      overtakes: items.some(isOlderInFlight(message, now)),
    }
  }

  return {
    get,

    /** All mails that a registration was ever owed, in no order. */
    allOf: async (registrationId: string): Promise<readonly OutboxMessage[]> => {
      const { pk, sk } = itemKeys.message(registrationId, '')
      const items = await queryAll(database, {
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
        ExpressionAttributeValues: { ':pk': pk, ':sk': sk },
        ConsistentRead: true,
      })
      return z.array(outboxMessageSchema).parse(items)
    },

    /**
     * Takes a message for sending, so that nobody else sends it, and reads what decides whether it should be sent.
     * Undefined when it was taken already, is done, or is no longer wanted. What is read is read after the message was taken:
     * of two states of one calendar object that are taken at once, at least one learns of the other.
     * When it throws, the message is given back as far as possible: it was not sent.
     */
    claim: async (ref: MessageRef, now: Instant): Promise<Claimed | undefined> => {
      const by = randomUUID()
      try {
        const set = { claimedAt: now, claimedBy: by, due: 'mail-sending', dueAt: claimEnd(now) }
        const message = await step(ref, 'claim', set, { by })
        return message === undefined ? undefined : await standing(message, now)
      } catch (fault) {
        await giveBackOf(ref, by, now)
        throw fault
      }
    },

    /** Marks how it ended, and when: SES took it, it will not be sent, or its news is old. */
    mark: async (ref: MessageRef, transition: 'sent' | 'fail' | 'supersede', endedAt: Instant, details: Details = {}): Promise<void> => {
      // That SES took a mail which came back is no news of the one that is owed since an organiser lifted that.
      const condition = transition === 'sent' ? ' AND (attribute_not_exists(owedAgainAt) OR owedAgainAt <= :endedAt)' : ''
      const values = transition === 'sent' ? { ':endedAt': endedAt } : {}
      await step(ref, transition, { ...details, due: undefined, dueAt: undefined }, { endedAt, condition, values })
    },

    /** Its fate stays unknown. */
    leave: async (ref: MessageRef): Promise<void> => {
      await step(ref, 'leave', { due: undefined, dueAt: undefined })
    },

    /** Nobody can tell whether SES took it; what becomes of it is decided when no event tells it within a while. */
    lose: async (ref: MessageRef, now: Instant, details: Details = {}): Promise<void> => {
      await step(ref, 'lose', { ...details, due: 'mail-unknown', dueAt: unknownEnd(now) }, { endedAt: now })
    },

    /** The same for a message whose sender has been silent for too long. False when it was not. */
    loseStuck: async (ref: MessageRef, now: Instant): Promise<boolean> => {
      const set = { fault: 'stopped', due: 'mail-unknown', dueAt: unknownEnd(now) }
      return (await step(ref, 'lose', set, { condition: ' AND dueAt <= :now', values: { ':now': now }, endedAt: now })) !== undefined
    },

    /**
     * Puts a message back into its lane, from where it is sent after `dueAt`. False when it is not in a state to be put back, or was
     * taken by somebody else meanwhile.
     */
    putBack: async (
      message: OutboxMessage,
      transition: 'giveBack' | 'park' | 'again',
      dueAt: Instant,
      details: Details = {},
    ): Promise<boolean> => {
      const { claimedBy: by } = message
      const mine = by === undefined ? {} : { condition: ' AND claimedBy = :by', values: { ':by': by } }
      return (await step(message, transition, { ...details, ...inLane(message, dueAt) }, mine)) !== undefined
    },

    /**
     * The next messages of a lane, the earliest due first: those that are due at `now`, and when the first of the others will be.
     * Of some parts of the lane, or of all.
     */
    waitingIn: async (
      lane: Lane,
      now: Instant,
      limit: number,
      parts: readonly number[] = allParts,
    ): Promise<{ due: readonly DueMessage[]; next: Instant | undefined }> => {
      const all = (await Promise.all(parts.map((part) => queryDue(laneKey(lane, part), limit)))).flat()
      const sorted = all.toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1))
      return { due: sorted.filter(({ dueAt }) => dueAt <= now).slice(0, limit), next: sorted.find(({ dueAt }) => dueAt > now)?.dueAt }
    },

    /** Messages whose sender has been silent for too long (`sending`), or whose fate nobody told (`unknown`). */
    overdue: (what: 'sending' | 'unknown', now: Instant, limit: number): Promise<readonly DueMessage[]> =>
      queryDue(`mail-${what}`, limit, now),
  }
}
export type Outbox = ReturnType<typeof createOutbox>
