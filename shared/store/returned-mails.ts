import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import type { Instant } from '../domain/basics/wall-time.ts'
import { messageTransitions, type OutboxMessage, outboxMessageSchema } from '../domain/mail/outbox-message.ts'
import { unlessRefused } from './dynamodb/conditional-write.ts'
import type { Database } from './dynamodb/database.ts'
import { transact } from './dynamodb/transaction.ts'
import { itemKeys } from './item-keys.ts'
import { putMessage } from './outbox.ts'

type MessageRef = Pick<OutboxMessage, 'registrationId' | 'id'>

interface Returned extends MessageRef {
  /** SES's id of the mail: if the message was sent again since, the event is about the earlier mail. */
  readonly sesMessageId: string
  readonly fault: 'bounced' | 'thrown-away'
  /** When that was. */
  readonly at: Instant
}

/** Why an invitation was not sent: its address had been removed from the list. If it is put back, the mail is sent after all. */
export const notInvited = 'not-invited'

// Reasons for failure after which a message can still be sent: nothing is wrong with the mail itself.
const mendable = new Set(['suppressed', 'bounced', notInvited])

/** Outbox messages whose mails did not arrive, or were not sent, because of their address. */
export const createReturnedMails = (database: Database, table: string) => ({
  /** A mail taken by SES did not arrive: the message has failed after all. Does nothing if it is missing, was sent again, or given up. */
  note: async ({ registrationId, id, sesMessageId, fault, at }: Returned): Promise<void> => {
    const { from, to } = messageTransitions.comeBack
    await unlessRefused(
      database.send(
        new UpdateCommand({
          TableName: table,
          Key: itemKeys.message(registrationId, id),
          ConditionExpression: `#state IN (${from.map((state) => `:${state}`).join(', ')}) AND (attribute_not_exists(sesMessageId) OR sesMessageId = :mail)`,
          UpdateExpression:
            'SET #state = :to, fault = :fault, sesMessageId = :mail, trail = list_append(if_not_exists(trail, :untrodden), :ended) REMOVE due, dueAt, registeredBy, tried',
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: {
            ...Object.fromEntries(from.map((state) => [`:${state}`, state])),
            ':to': to,
            ':fault': fault,
            ':mail': sesMessageId,
            ':untrodden': [],
            ':ended': [{ state: to, at, fault }],
          },
        }),
      ),
    )
  },

  /**
   * Owes a message again, as if newly written, if it failed because of its address and is `worth` sending.
   * `being-sent`: its outcome is not known yet; `kept`: it stays unchanged.
   */
  oweAgain: async (
    { registrationId, id }: MessageRef,
    worth: (message: OutboxMessage) => boolean,
    now: Instant,
  ): Promise<'owed' | 'kept' | 'being-sent'> => {
    const { from, to } = messageTransitions.oweAgain
    const { Item } = await database.send(
      new GetCommand({ TableName: table, Key: itemKeys.message(registrationId, id), ConsistentRead: true }),
    )
    if (Item === undefined) return 'kept'
    const { fault, sesMessageId: _before, claimedAt: _then, ...message } = outboxMessageSchema.parse(Item)
    if (message.state === 'sending') return 'being-sent'
    if (!from.some((state) => state === message.state) || !mendable.has(fault ?? '') || !worth(message)) return 'kept'
    const { Put } = putMessage(table, { ...message, state: to, trail: [...(message.trail ?? []), { state: to, at: now }] })
    const put = {
      ...Put,
      TableName: table,
      // The earlier attempts are not about this mail.
      Item: { ...Put?.Item, owedAgainAt: now },
      ConditionExpression: '#state = :failed',
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: { ':failed': message.state },
    }
    return (await transact(database, [{ Put: put }])).written ? 'owed' : 'kept'
  },
})
export type ReturnedMails = ReturnType<typeof createReturnedMails>
