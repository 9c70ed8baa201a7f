import type { PutCommandInput, UpdateCommandInput } from '@aws-sdk/lib-dynamodb'
import type { Stores } from '../../store/local-store.ts'
import type { Write } from './seat-store.ts'

type Update = UpdateCommandInput & { UpdateExpression: string }
export type Statement = { readonly Update: Update } | { readonly Put: PutCommandInput }

// The placement of counters makes no difference to DynamoDB Local; each has its own key.
export const counterKey = (slug: string, shard: number) => ({ pk: `SEATS#${slug}#${shard}`, sk: 'SEATS' })
export const eventKey = (slug: string) => ({ pk: `EVENT#${slug}`, sk: 'EVENT' })
const registrationKey = (slug: string, person: string) => ({ pk: `REGISTRATION#${slug}#${person}`, sk: 'REGISTRATION' })

/** Roughly what Plenary's items contain besides what matters here. */
const padding = 'x'.repeat(450)

/** The writes as DynamoDB statements. A counter stores its free seats, since a condition cannot add. */
export const createStatements = (tables: Stores['tables'], slug: string) => {
  // The same for all: a repeated request must be identical.
  const registeredAt = new Date().toISOString()
  const update = (shard: number, rest: Omit<Update, 'TableName' | 'Key'>): Statement => ({
    Update: { TableName: tables.programme, Key: counterKey(slug, shard), ...rest },
  })

  const take = ({ shard, seats, claim }: Extract<Write, { do: 'take' }>): Statement => {
    if (claim === undefined)
      return update(shard, {
        ConditionExpression: 'seatsFree >= :seats',
        UpdateExpression: 'SET seatsFree = seatsFree - :seats',
        ExpressionAttributeValues: { ':seats': seats },
      })
    const settled = claim.settled.map((token, index) => [`#settled${index}`, token] as const)
    const removed = settled.length === 0 ? '' : ` REMOVE ${settled.map(([name]) => `claims.${name}`).join(', ')}`
    return update(shard, {
      ConditionExpression: 'seatsFree >= :seats AND attribute_not_exists(claims.#token)',
      UpdateExpression: `SET seatsFree = seatsFree - :seats, claims.#token = :person${removed}`,
      ExpressionAttributeNames: { '#token': claim.token, ...Object.fromEntries(settled) },
      ExpressionAttributeValues: { ':seats': seats, ':person': claim.person },
    })
  }

  const forget = (shard: number, token: string, seats: number): Statement =>
    update(shard, {
      ConditionExpression: 'attribute_exists(claims.#token)',
      UpdateExpression: 'SET seatsFree = seatsFree + :seats REMOVE claims.#token',
      ExpressionAttributeNames: { '#token': token },
      ExpressionAttributeValues: { ':seats': seats },
    })

  const put = (Item: Record<string, unknown>): Statement => ({
    Put: { TableName: tables.people, Item, ConditionExpression: 'attribute_not_exists(pk)' },
  })

  return (write: Write): Statement => {
    switch (write.do) {
      case 'take':
        return take(write)
      case 'count':
        return update(write.shard, { UpdateExpression: 'SET seatsFree = seatsFree - :one', ExpressionAttributeValues: { ':one': 1 } })
      case 'giveBack':
        return forget(write.shard, write.token, 1)
      case 'settle':
        return forget(write.shard, write.token, 0)
      case 'register': {
        const { do: _, ...registration } = write
        const listed = { slug, registeredAt, ...(write.status === 'waitlisted' ? { waitingFor: slug } : {}) }
        return put({ ...registrationKey(slug, write.person), ...registration, ...listed, padding })
      }
      case 'owe':
        return put({ ...registrationKey(slug, write.person), sk: 'MESSAGE#1', owedFor: slug, padding })
    }
  }
}
