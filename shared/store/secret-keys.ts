import { createSecretKey, randomBytes } from 'node:crypto'
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import type { Instant } from '../domain/basics/wall-time.ts'
import type { LinkKeys } from '../tokens/link-keys.ts'
import type { SecretKey } from '../tokens/secret-key.ts'
import type { Database } from './dynamodb/database.ts'
import { itemKeys } from './item-keys.ts'

const secretSchema = z.base64().transform((secret): SecretKey => createSecretKey(secret, 'base64'))

/** A key as stored: the first secret, those that replaced it, and how many of all have been withdrawn. */
export const keySchema = z.object({
  secret: secretSchema,
  later: z.array(z.object({ secret: secretSchema, since: z.iso.datetime() })).default([]),
  withdrawn: z.int().default(0),
})
export type StoredKey = z.infer<typeof keySchema>

/** How long a function works with the keys that it has read. */
const keptMs = 10 * 60_000

export const newSecret = (): string => randomBytes(32).toString('base64')

/** All keys, oldest first, with the instants from which they sign. */
export const generationsOf = ({ secret, later }: StoredKey): readonly { readonly secret: SecretKey; readonly since: Instant }[] => [
  { secret, since: '' },
  ...later,
]

/** The links' keys as of an instant: the newest that had begun by then signs, all that are not withdrawn open. */
const linkKeysAt = (stored: StoredKey, at: Instant): LinkKeys => {
  const usable = generationsOf(stored).slice(stored.withdrawn).toReversed()
  const signing = usable.find(({ since }) => since <= at) ?? usable.at(-1)
  return { ids: stored.secret, signing: signing?.secret ?? stored.secret, accepted: usable.map(({ secret }) => secret) }
}

/** What to do without a key: make one, or, for functions that may not, take one that nobody has signed with, so that nothing opens. */
type WithoutKey = 'make' | 'nothing-opens'

/** This installation's secret keys. Each is created on first use; functions read them again every ten minutes. */
export const createKeys = (database: Database, table: string, withoutKey: WithoutKey = 'make') => {
  const known = new Map<string, { readonly until: number; readonly key: Promise<StoredKey> }>()

  const read = async (name: string): Promise<StoredKey | undefined> => {
    const { Item } = await database.send(new GetCommand({ TableName: table, Key: itemKeys.key(name), ConsistentRead: true }))
    return Item === undefined ? undefined : keySchema.parse(Item)
  }

  const make = async (name: string): Promise<StoredKey> => {
    const Item = { ...itemKeys.key(name), secret: newSecret() }
    try {
      await database.send(new PutCommand({ TableName: table, Item, ConditionExpression: 'attribute_not_exists(pk)' }))
      return keySchema.parse(Item)
    } catch (fault) {
      const made = fault instanceof ConditionalCheckFailedException ? await read(name) : undefined
      if (made === undefined) throw fault
      return made
    }
  }

  const stored = (name: string): Promise<StoredKey> => {
    const found = known.get(name)
    if (found !== undefined && found.until > Date.now()) return found.key
    const key = read(name).then((one) => {
      if (one !== undefined || withoutKey === 'make') return one ?? make(name)
      known.delete(name)
      return keySchema.parse({ secret: newSecret() })
    })
    known.set(name, { until: Date.now() + keptMs, key })
    key.catch(() => known.delete(name))
    return key
  }

  return {
    /** Signs and opens personal links, as of now or the given instant, and derives ids from addresses. */
    links: async (at: Instant = new Date().toISOString()): Promise<LinkKeys> => linkKeysAt(await stored('links'), at),
    /** Encrypts the sign-in cookies of staff. */
    sessions: async (): Promise<SecretKey> => (await stored('sessions')).secret,
  }
}
export type Keys = ReturnType<typeof createKeys>
