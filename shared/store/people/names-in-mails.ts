import { UpdateCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { outboxMessageSchema } from '../../domain/mail/outbox-message.ts'
import { isSameName } from '../../domain/people/person-name.ts'
import { batchGet } from '../dynamodb/batch-get.ts'
import { unlessRefused } from '../dynamodb/conditional-write.ts'
import type { Database } from '../dynamodb/database.ts'
import { queryAll } from '../dynamodb/query.ts'
import { indexes } from '../item-keys.ts'
import { laneKeys } from '../outbox.ts'

const keySchema = z.object({ pk: z.string(), sk: z.string() })
const namingSchema = keySchema.extend(outboxMessageSchema.pick({ registeredBy: true, tried: true }).shape)

// Only news for one person names anybody else.
const queues = [...(['now', 'strangers', 'crowds'] as const).flatMap(laneKeys), 'mail-sending', 'mail-unknown']

/** The names of people in mails to others that are not sent yet. Once they are, the mail names nobody else. */
export const createNamesInMails = (database: Database, table: string) => ({
  /** Removes names from all these mails, which then only say that there was somebody; tells from how many. */
  remove: async (names: readonly string[]): Promise<number> => {
    if (names.length === 0) return 0
    const found = await Promise.all(
      queues.map((due) =>
        queryAll(database, {
          TableName: table,
          IndexName: indexes.due,
          KeyConditionExpression: 'due = :due',
          ExpressionAttributeValues: { ':due': due },
        }),
      ),
    )
    const mails = z.array(namingSchema).parse(await batchGet(database, table, z.array(keySchema).parse(found.flat())))
    let removed = 0
    for (const { pk, sk, ...named } of mails)
      for (const field of ['registeredBy', 'tried'] as const) {
        const name = named[field]
        if (name === undefined || !names.some((each) => isSameName(each, name))) continue
        removed++
        await unlessRefused(
          database.send(
            new UpdateCommand({
              TableName: table,
              Key: { pk, sk },
              ConditionExpression: '#field = :name',
              UpdateExpression: 'SET #field = :nobody',
              ExpressionAttributeNames: { '#field': field },
              ExpressionAttributeValues: { ':name': name, ':nobody': '' },
            }),
          ),
        )
      }
    return removed
  },
})
export type NamesInMails = ReturnType<typeof createNamesInMails>
