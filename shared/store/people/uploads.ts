import { DeleteCommand, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { type Instant, instantSchema } from '../../domain/basics/wall-time.ts'
import { unlessRefused } from '../dynamodb/conditional-write.ts'
import type { Database } from '../dynamodb/database.ts'
import { dueKeys } from '../dynamodb/due-keys.ts'
import { itemKeys } from '../item-keys.ts'

const uploadSchema = z.object({
  /** The form's. */
  nonce: z.string(),
  slug: z.string(),
  registration: z.string(),
  round: z.int(),
  etag: z.string(),
  /** When to look again whether the registration was cancelled. */
  dueAt: instantSchema,
})
export type TakenUpload = z.infer<typeof uploadSchema>

const due = 'files'

/** Uploads that became answers, in the People table until their registration is cancelled or the event is over. */
export const createUploads = (database: Database, table: string) => {
  const get = async (nonce: string): Promise<TakenUpload | undefined> => {
    const { Item } = await database.send(new GetCommand({ TableName: table, Key: itemKeys.upload(nonce), ConsistentRead: true }))
    return Item === undefined ? undefined : uploadSchema.parse(Item)
  }

  return {
    /** Uses a form. False if it was used before, unless for the same file: then somebody may not have come to the end. */
    use: async (upload: TakenUpload): Promise<boolean> => {
      const used = await unlessRefused(
        database.send(
          new PutCommand({
            TableName: table,
            Item: { ...itemKeys.upload(upload.nonce), ...upload, due },
            ConditionExpression: 'attribute_not_exists(pk) OR etag = :etag',
            ExpressionAttributeValues: { ':etag': upload.etag },
          }),
        ),
      )
      return used !== undefined
    },

    /** Those to look at by `now`. */
    due: async (now: Instant, limit: number): Promise<readonly TakenUpload[]> => {
      const nonces = await dueKeys(database, table, { kind: due, now, limit, beginning: itemKeys.upload('').pk })
      return (await Promise.all(nonces.map(get))).filter((upload) => upload !== undefined)
    },

    lookAgain: async ({ nonce }: TakenUpload, dueAt: Instant): Promise<void> => {
      await unlessRefused(
        database.send(
          new UpdateCommand({
            TableName: table,
            Key: itemKeys.upload(nonce),
            ConditionExpression: 'attribute_exists(pk)',
            UpdateExpression: 'SET dueAt = :dueAt',
            ExpressionAttributeValues: { ':dueAt': dueAt },
          }),
        ),
      )
    },

    remove: async ({ nonce }: TakenUpload): Promise<void> => {
      await database.send(new DeleteCommand({ TableName: table, Key: itemKeys.upload(nonce) }))
    },
  }
}
export type Uploads = ReturnType<typeof createUploads>
