import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { type MessageTransition, messageTransitions, type OutboxMessage, outboxMessageSchema } from '../domain/outbox-message.ts'
import { type Registration, registrationSchema } from '../domain/registration.ts'
import type { Instant } from '../domain/wall-time.ts'
import type { Database } from './database.ts'
import { itemKeys } from './item-keys.ts'
import type { TransactItem } from './transaction.ts'

/** The part of a transaction that owes a mail. The id is deterministic, so the same mail cannot be owed twice. */
export const putMessage = (table: string, message: OutboxMessage): TransactItem => ({
  Put: {
    TableName: table,
    Item: { ...itemKeys.message(message.registrationId, message.id), ...message },
    ConditionExpression: 'attribute_not_exists(pk)',
  },
})

type MessageRef = Pick<OutboxMessage, 'registrationId' | 'id'>

const keyOf = (message: MessageRef) => itemKeys.message(message.registrationId, message.id)

export const createOutbox = (database: Database, table: string) => {
  /** Takes one step of `messageTransitions`; undefined when the message is not in a state from which it may be taken. */
  const step = async (
    message: MessageRef,
    transition: MessageTransition,
    set: Readonly<Record<string, unknown>> = {},
  ): Promise<OutboxMessage | undefined> => {
    const { from, to } = messageTransitions[transition]
    const assignments = Object.keys(set).map((name) => `, ${name} = :${name}`)
    const counted = transition === 'claim' ? ' ADD attempts :one' : ''
    try {
      const { Attributes } = await database.send(
        new UpdateCommand({
          TableName: table,
          Key: keyOf(message),
          ConditionExpression: `#state IN (${from.map((_, index) => `:from${index}`).join(', ')})`,
          UpdateExpression: `SET #state = :to${assignments.join('')}${counted}`,
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: {
            ':to': to,
            ...Object.fromEntries(from.map((state, index) => [`:from${index}`, state])),
            ...Object.fromEntries(Object.entries(set).map(([name, value]) => [`:${name}`, value])),
            ...(counted === '' ? {} : { ':one': 1 }),
          },
          ReturnValues: 'ALL_NEW',
        }),
      )
      return outboxMessageSchema.parse(Attributes)
    } catch (fault) {
      if (fault instanceof ConditionalCheckFailedException) return undefined
      throw fault
    }
  }

  return {
    /**
     * Takes a pending message for sending, so that nobody else sends it, together with its registration, if it belongs to one, as it is now.
     * Undefined when it was taken already, is done, or is no longer wanted.
     */
    claim: async (
      message: MessageRef,
      now: Instant,
    ): Promise<{ message: OutboxMessage; registration: Registration | undefined } | undefined> => {
      const claimed = await step(message, 'claim', { claimedAt: now })
      if (claimed === undefined) return undefined
      const { Item } = await database.send(
        new GetCommand({ TableName: table, Key: itemKeys.registration(message.registrationId), ConsistentRead: true }),
      )
      return { message: claimed, registration: Item === undefined ? undefined : registrationSchema.parse(Item) }
    },

    /** Marks how sending a claimed message ended. */
    mark: async (
      message: MessageRef,
      transition: Exclude<MessageTransition, 'claim'>,
      details: { readonly sesMessageId?: string; readonly fault?: string } = {},
    ): Promise<void> => {
      await step(message, transition, details)
    },
  }
}
export type Outbox = ReturnType<typeof createOutbox>
