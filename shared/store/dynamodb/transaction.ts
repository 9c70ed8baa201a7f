import { type CancellationReason, TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import { TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb'
import { doubling, untilSettled } from '../../runtime/until-settled.ts'
import type { Database } from './database.ts'
import { plainImage } from './stream-image.ts'

export type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number]

/**
 * How a transaction ended: written, or refused because the conditions at these positions failed; at no position after a conflict.
 * Includes the stored items of those that requested them (`ReturnValuesOnConditionCheckFailure`).
 */
export type Transacted =
  | { readonly written: true }
  | { readonly written: false; readonly refused: readonly number[]; readonly stood: ReadonlyMap<number, Record<string, unknown>> }

// Several writers on one item settle within a few rounds.
const pauseMs = doubling(10, 400)
const rounds = 12

const stoodOf = (reasons: readonly CancellationReason[]): ReadonlyMap<number, Record<string, unknown>> =>
  new Map(reasons.flatMap(({ Item }, index) => (Item === undefined ? [] : [[index, plainImage(Item)] as const])))

const passing = new Set(['None', 'ConditionalCheckFailed'])

/**
 * Writes all items or none. A failed condition is an answer, not an error.
 * A conflict with another transaction, which the SDK does not retry, is retried here; after the last attempt it is thrown.
 * A caller with an alternative `yields` instead, and is told immediately.
 */
export const transact = (database: Database, items: readonly TransactItem[], yields = false): Promise<Transacted> => {
  let conflict: TransactionCanceledException | undefined
  const attempt = async (): Promise<Transacted | 'again'> => {
    try {
      await database.send(new TransactWriteCommand({ TransactItems: [...items] }))
      return { written: true }
    } catch (fault) {
      if (!(fault instanceof TransactionCanceledException)) throw fault
      const reasons = fault.CancellationReasons ?? []
      const codes = reasons.map((reason) => reason.Code ?? 'None')
      const refused = codes.flatMap((code, index) => (code === 'ConditionalCheckFailed' ? [index] : []))
      if (refused.length > 0) return { written: false, refused, stood: stoodOf(reasons) }
      if (codes.every((code) => passing.has(code))) throw fault
      if (yields) return { written: false, refused: [], stood: new Map() }
      conflict = fault
      return 'again'
    }
  }
  const otherwise = (): never => {
    throw conflict
  }
  return untilSettled(attempt, { rounds, pauseMs, otherwise })
}
