import { randomUUID } from 'node:crypto'
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { GetCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import type { Instant } from '../domain/basics/wall-time.ts'
import { claimEnd, type Lane, laneDue, laneOf, unknownEnd } from '../domain/mail/lanes.ts'
import { type MessageTransition, messageTransitions, type OutboxMessage, outboxMessageSchema } from '../domain/mail/outbox-message.ts'
import { retryAt } from '../domain/mail/sending-pace.ts'
import type { Registration } from '../domain/registration/registration.ts'
import type { Database } from './dynamodb/database.ts'
import { queryAll } from './dynamodb/query.ts'
import type { TransactItem } from './dynamodb/transaction.ts'
import { indexes, itemKeys } from './item-keys.ts'
import { expiryOf, isOlderInFlight, type Named, trailStep, withoutOthers } from './message-steps.ts'
import { isErased, registrationIn } from './people/people-items.ts'

/** Identifies a message in a registration's outbox. */
export type MessageRef = Pick<OutboxMessage, 'registrationId' | 'id'>

const keyOf = (message: MessageRef) => itemKeys.message(message.registrationId, message.id)

/** An index key takes 1,000 writes per second like any other, so each lane is split into parts; as many workers can share it. */
export const laneParts = 4
const allParts = Array.from({ length: laneParts }, (_, part) => part)

const laneKey = (lane: Lane, part: number): string => `mail-${lane}-${part}`

/** The index keys of all parts of a lane. */
export const laneKeys = (lane: Lane): readonly string[] => allParts.map((part) => laneKey(lane, part))

const partOf = (registrationId: string): number =>
  [...registrationId].reduce((sum, character) => sum + (character.codePointAt(0) ?? 0), 0) % laneParts

/** The index attributes of a message waiting to be sent. */
const inLane = (message: OutboxMessage, dueAt: Instant) => ({ due: laneKey(laneOf(message), partOf(message.registrationId)), dueAt })

/** The part of a transaction that owes a mail. The id is deterministic, so the same mail cannot be owed twice. */
export const putMessage = (table: string, message: OutboxMessage): { readonly Put: NonNullable<TransactItem['Put']> } => ({
  Put: {
    TableName: table,
    Item: { ...keyOf(message), ...message, ...inLane(message, laneDue(message)), ...expiryOf(message) },
    ConditionExpression: 'attribute_not_exists(pk)',
  },
})

/** A claimed message, and what decides whether to send it. */
export interface Claimed {
  readonly message: OutboxMessage
  /** The current registration; mails to people without one have none, and nothing may be sent to those erased. */
  readonly registration: Registration | 'erased' | undefined
  /** Whether an older state of the same calendar object is being sent right now. */
  readonly overtakes: boolean
}

const keysSchema = z.array(z.object({ pk: z.string(), sk: z.string(), dueAt: z.string() }))
const [registrationPrefix, messagePrefix] = [itemKeys.registration('').pk, itemKeys.message('', '').sk]

/** A message as found in the index: read or claim it before relying on anything. */
export interface DueMessage extends MessageRef {
  readonly dueAt: Instant
  /** Its part of the lane. */
  readonly part: number
}

const dueMessages = (items: unknown): readonly DueMessage[] =>
  keysSchema.parse(items ?? []).map(({ pk, sk, dueAt }) => {
    const registrationId = pk.slice(registrationPrefix.length)
    return { registrationId, id: sk.slice(messagePrefix.length), dueAt, part: partOf(registrationId) }
  })

const ownOf = (item: Record<string, unknown> | undefined): Claimed['registration'] =>
  item !== undefined && isErased(item) ? 'erased' : registrationIn(item)

interface Details {
  readonly sesMessageId?: string
  /** What went wrong: the error's name, or one of our own words. */
  readonly fault?: string
}

interface Also {
  readonly condition?: string
  readonly values?: Readonly<Record<string, unknown>>
  readonly endedAt?: Instant
  /** Who takes the step, if they need to recognise their own earlier attempt. */
  readonly by?: string
}

export const createOutbox = (database: Database, table: string) => {
  const get = async (message: MessageRef): Promise<OutboxMessage | undefined> => {
    const { Item } = await database.send(new GetCommand({ TableName: table, Key: keyOf(message), ConsistentRead: true }))
    return Item === undefined ? undefined : outboxMessageSchema.parse(Item)
  }

  /** Takes one step of `messageTransitions`; undefined if the message's state does not allow it. */
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
      // The answer to a first request was lost and the SDK retried: the message was claimed by this very step.
      return also.by !== undefined && fault.Item?.['claimedBy']?.S === also.by ? get(message) : undefined
    }
  }

  /** Releases a message that was, or may have been, claimed by somebody who cannot go on. If that fails too, the clock finds it. */
  const giveBackOf = async (ref: MessageRef, by: string, now: Instant): Promise<void> => {
    try {
      const message = await get(ref)
      if (message === undefined) return
      await step(ref, 'giveBack', inLane(message, retryAt(now, message.attempts, Math.random())), {
        condition: ' AND claimedBy = :by',
        values: { ':by': by },
      })
    } catch {
      // The error reported is the one that stopped the sender.
    }
  }

  const registrationOf = async ({ registrationId }: MessageRef): Promise<Claimed['registration']> => {
    const input = { TableName: table, Key: itemKeys.registration(registrationId), ConsistentRead: true }
    return ownOf((await database.send(new GetCommand(input))).Item)
  }

  /** The registration with all messages it was ever owed. */
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

  const queryDue = async (due: string, limit: number, until?: Instant, newest = false): Promise<readonly DueMessage[]> => {
    const input = {
      TableName: table,
      IndexName: indexes.due,
      KeyConditionExpression: `due = :due${until === undefined ? '' : ' AND dueAt <= :until'}`,
      ExpressionAttributeValues: { ':due': due, ...(until === undefined ? {} : { ':until': until }) },
      ScanIndexForward: !newest,
      Limit: limit,
    }
    return dueMessages((await database.send(new QueryCommand(input))).Items)
  }

  /** A message just claimed, with what decides whether to send it. */
  const standing = async (message: OutboxMessage, now: Instant): Promise<Claimed> => {
    if ((message.calendar?.sequence ?? 0) === 0) return { message, registration: await registrationOf(message), overtakes: false }
    const items = await partitionOf(message)
    const { sk } = itemKeys.registration(message.registrationId)
    const own = items.find((item) => item['sk'] === sk)
    return {
      message,
      registration: ownOf(own),
      overtakes: items.some(isOlderInFlight(message, now)),
    }
  }

  return {
    get,

    /** The part of a transaction that owes a mail. */
    owing: (message: OutboxMessage): TransactItem => putMessage(table, message),

    /** All mails that a registration was ever owed, in no particular order. */
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
     * Claims a message, so that nobody else sends it, and reads what decides whether to send it.
     * Undefined if it is claimed, done or no longer wanted. The reads come after the claim:
     * of two states of one calendar object claimed concurrently, at least one sees the other.
     * If it throws, the message has been released as far as possible: it was not sent.
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

    /** Marks how and when it ended: SES took it, it will not be sent, or it is out of date. */
    mark: async (
      ref: MessageRef & Named,
      transition: 'sent' | 'fail' | 'supersede',
      endedAt: Instant,
      details: Details = {},
    ): Promise<void> => {
      // SES taking a mail that bounced says nothing about the one owed again after an organiser lifted the suppression.
      const condition = transition === 'sent' ? ' AND (attribute_not_exists(owedAgainAt) OR owedAgainAt <= :endedAt)' : ''
      const values = transition === 'sent' ? { ':endedAt': endedAt } : {}
      // What was told once need not be kept: it is about somebody else.
      const told = transition === 'fail' ? withoutOthers(ref) : { registeredBy: undefined, tried: undefined }
      await step(ref, transition, { ...details, ...told, due: undefined, dueAt: undefined }, { endedAt, condition, values })
    },

    /** Its fate stays unknown for good. */
    leave: async (ref: MessageRef): Promise<void> => {
      await step(ref, 'leave', { registeredBy: undefined, tried: undefined, due: undefined, dueAt: undefined })
    },

    /** Nobody can tell whether SES took it; what to do is decided if no event tells within a while. */
    lose: async (ref: MessageRef, now: Instant, details: Details = {}): Promise<void> => {
      await step(ref, 'lose', { ...details, due: 'mail-unknown', dueAt: unknownEnd(now) }, { endedAt: now })
    },

    /** The same for a message whose sender has been silent for too long. False if it was not. */
    loseStuck: async (ref: MessageRef, now: Instant): Promise<boolean> => {
      const set = { fault: 'stopped', due: 'mail-unknown', dueAt: unknownEnd(now) }
      return (await step(ref, 'lose', set, { condition: ' AND dueAt <= :now', values: { ':now': now }, endedAt: now })) !== undefined
    },

    /**
     * Puts a message back into its lane, to be sent after `dueAt`. False if its state does not allow it, or somebody else
     * claimed it in the meantime.
     */
    putBack: async (
      message: OutboxMessage,
      transition: 'giveBack' | 'park' | 'again',
      dueAt: Instant,
      details: Details = {},
    ): Promise<boolean> => {
      const { claimedBy: by } = message
      const mine = by === undefined ? {} : { condition: ' AND claimedBy = :by', values: { ':by': by } }
      const told = transition === 'park' ? withoutOthers(message) : {}
      return (await step(message, transition, { ...details, ...told, ...inLane(message, dueAt) }, mine)) !== undefined
    },

    /** The next of a lane, or of some of its parts, earliest first: those due at `now`, and when the first of the others is due. */
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

    /** The messages of a lane that became due last, the latest first; from some parts of the lane, or from all. */
    newestIn: async (lane: Lane, now: Instant, limit: number, parts: readonly number[] = allParts): Promise<readonly DueMessage[]> => {
      const all = (await Promise.all(parts.map((part) => queryDue(laneKey(lane, part), limit, now, true)))).flat()
      return all.toSorted((a, b) => (a.dueAt < b.dueAt ? 1 : -1)).slice(0, limit)
    },

    /** Messages whose sender has been silent for too long (`sending`), or whose fate no event has told (`unknown`). */
    overdue: (what: 'sending' | 'unknown', now: Instant, limit: number): Promise<readonly DueMessage[]> =>
      queryDue(`mail-${what}`, limit, now),
  }
}
export type Outbox = ReturnType<typeof createOutbox>
