import type { SeatChange } from '../../domain/seats/ledger.ts'
import type { TransactItem } from '../dynamodb/transaction.ts'
import { itemKeys } from '../item-keys.ts'

/** Collects the parts of an update of one shard. */
export class ShardUpdate {
  readonly #names: Record<string, string> = { '#change': 'change' }
  readonly #values: Record<string, unknown> = { ':one': 1 }
  readonly #conditions: string[] = []
  readonly #sets: string[] = ['version = version + :one', '#change = :change']
  readonly #removes: string[] = []

  constructor(change: SeatChange) {
    this.#values[':change'] = change
  }

  /** The path of a pool's counter or share. */
  path(map: 'taken' | 'capacity', pool: string): string {
    const name = `#p_${pool.replaceAll('-', '_')}`
    this.#names[name] = pool
    return `${this.name(map)}.${name}`
  }

  name(attribute: string): string {
    this.#names[`#${attribute}`] = attribute
    return `#${attribute}`
  }

  value(name: string, value: unknown): string {
    this.#values[`:${name}`] = value
    return `:${name}`
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
