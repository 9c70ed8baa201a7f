import { createSecretKey, randomBytes } from 'node:crypto'
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import type { SecretKey } from '../tokens/secret-key.ts'
import type { Database } from './dynamodb/database.ts'
import { itemKeys } from './item-keys.ts'

const keySchema = z.object({ secret: z.base64() })

/**
 * This installation's secret keys. Each is created on first use and then stays;
 * it is cached in memory for the life of the function.
 */
export const createKeys = (database: Database, table: string) => {
  const known = new Map<string, Promise<SecretKey>>()

  const read = async (name: string): Promise<SecretKey | undefined> => {
    const { Item } = await database.send(new GetCommand({ TableName: table, Key: itemKeys.key(name), ConsistentRead: true }))
    return Item === undefined ? undefined : createSecretKey(keySchema.parse(Item).secret, 'base64')
  }

  const make = async (name: string): Promise<SecretKey> => {
    const secret = randomBytes(32)
    try {
      await database.send(
        new PutCommand({
          TableName: table,
          Item: { ...itemKeys.key(name), secret: secret.toString('base64') },
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      )
      return createSecretKey(secret)
    } catch (fault) {
      const made = fault instanceof ConditionalCheckFailedException ? await read(name) : undefined
      if (made === undefined) throw fault
      return made
    }
  }

  const key = (name: string): Promise<SecretKey> => {
    const found = known.get(name) ?? read(name).then((secret) => secret ?? make(name))
    known.set(name, found)
    found.catch(() => known.delete(name))
    return found
  }

  return {
    /** Signs personal links and derives registration ids from addresses; a new key would break everyone's links. */
    links: (): Promise<SecretKey> => key('links'),
    /** Encrypts the sign-in cookies of staff. */
    sessions: (): Promise<SecretKey> => key('sessions'),
  }
}
export type Keys = ReturnType<typeof createKeys>
