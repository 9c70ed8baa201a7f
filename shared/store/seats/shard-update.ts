import type { SeatChange } from '../../domain/seats/ledger.ts'
import type { TransactItem } from '../dynamodb/transaction.ts'
import { itemKeys } from '../item-keys.ts'

// An expression may have 4 kB (Amazon DynamoDB Developer Guide, "Constraints"), and there may be a part for each of 250 sessions.
const maps = { taken: '#T', capacity: '#C' } as const

/** Collects the parts of an update of one shard. */
export class ShardUpdate {
  readonly #names: Record<string, string> = { '#change': 'change' }
  readonly #values: Record<string, unknown> = { ':one': 1 }
  readonly #conditions: string[] = []
  readonly #sets: string[] = ['version = version + :one', '#change = :change']
  readonly #removes: string[] = []
  readonly #pools = new Map<string, string>()

  constructor(change: SeatChange) {
    this.#values[':change'] = change
  }

  /** The path of a pool's counter or share. */
  path(map: keyof typeof maps, pool: string): string {
    const name = this.#pools.get(pool) ?? `#${this.#pools.size.toString(36)}`
    this.#pools.set(pool, name)
    this.#names[name] = pool
    this.#names[maps[map]] = map
    return `${maps[map]}.${name}`
  }

  name(attribute: string): string {
    this.#names[`#${attribute}`] = attribute
    return `#${attribute}`
  }

  value(name: string, value: unknown): string {
    this.#values[`:${name}`] = value
    return `:${name}`
  }

  /** A value that has no name of its own. */
  bare(value: unknown): string {
    return this.value(Object.keys(this.#values).length.toString(36), value)
  }

  require(condition: string): void {
    this.#conditions.push(condition)
  }

  set(assignment: string): void {
    this.#sets.push(assignment)
  }

  remove(path: string): void {
    this.#removes.push(path)
  }

  item(table: string, slug: string, shard: number): TransactItem {
    const removes = this.#removes.length === 0 ? '' : ` REMOVE ${this.#removes.join(', ')}`
    return {
      Update: {
        TableName: table,
        Key: itemKeys.seats(slug, shard),
        ConditionExpression: this.#conditions.join(' AND '),
        UpdateExpression: `SET ${this.#sets.join(', ')}${removes}`,
        ExpressionAttributeNames: this.#names,
        ExpressionAttributeValues: this.#values,
        // A refused writer need not read the counter again.
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
    }
  }
}
