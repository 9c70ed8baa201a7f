import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import * as z from 'zod'

/** How far each consumer has read each shard: the sequence number of the last record it has finished. */
export interface Positions {
  readonly get: (consumer: string, shard: string) => string | undefined
  readonly set: (consumer: string, shard: string, sequenceNumber: string) => void
}

const fileSchema = z.record(z.string(), z.string())

/** Positions kept in a file, or in memory without one. Losing a position in a crash only repeats a batch, which Lambda may do too. */
export const openPositions = (file?: string): Positions => {
  const kept = new Map(
    Object.entries(file !== undefined && existsSync(file) ? fileSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : {}),
  )
  const key = (consumer: string, shard: string): string => `${consumer} ${shard}`
  return {
    get: (consumer, shard) => kept.get(key(consumer, shard)),
    set: (consumer, shard, sequenceNumber) => {
      kept.set(key(consumer, shard), sequenceNumber)
      if (file === undefined) return
      writeFileSync(`${file}.new`, JSON.stringify(Object.fromEntries(kept)))
      renameSync(`${file}.new`, file)
    },
  }
}
