import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { messageTransitions, type OutboxMessage } from '../domain/outbox-message.ts'
import type { Database } from './database.ts'
import { itemKeys } from './item-keys.ts'

interface Returned extends Pick<OutboxMessage, 'registrationId' | 'id'> {
  /** SES's id of the mail: of a message that was sent again since, the event is about the mail before. */
  readonly sesMessageId: string
  readonly fault: 'bounced' | 'thrown-away'
}

/** Notes with the messages of the outbox that mails which SES took did not arrive. */
export const createReturnedMails = (database: Database, table: string) => ({
  /** The message has failed after all. Does nothing with one that is not there, or that was sent again or given up meanwhile. */
  note: async ({ registrationId, id, sesMessageId, fault }: Returned): Promise<void> => {
    const { from, to } = messageTransitions.comeBack
    try {
      await database.send(
        new UpdateCommand({
          TableName: table,
          Key: itemKeys.message(registrationId, id),
          ConditionExpression: '#state IN (:sending, :sent, :unknown) AND (attribute_not_exists(sesMessageId) OR sesMessageId = :mail)',
          UpdateExpression: 'SET #state = :to, fault = :fault, sesMessageId = :mail REMOVE due, dueAt',
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: {
            ...Object.fromEntries(from.map((state) => [`:${state}`, state])),
            ':to': to,
            ':fault': fault,
            ':mail': sesMessageId,
          },
        }),
      )
    } catch (fault) {
      if (!(fault instanceof ConditionalCheckFailedException)) throw fault
    }
  },
})
export type ReturnedMails = ReturnType<typeof createReturnedMails>
