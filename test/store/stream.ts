import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams'
import type { DynamoDBRecord } from 'aws-lambda'
import * as z from 'zod'
import { createKeeping } from '../../functions/seats/keeping-ledger.ts'
import { streamRecord } from '../../infra/local/dynamodb/lambda-record.ts'
import { createShardReader } from '../../infra/local/dynamodb/shard-reader.ts'
import { createPromoting } from '../../shared/use-cases/seats/promoting.ts'
import type { Stores } from './local-store.ts'

const recordsSchema = z.array(z.custom<DynamoDBRecord>())

/** Reads a table's stream from its beginning: each call returns what came since the previous one, in Lambda's form. */
export const openStream = (stores: Stores, table: 'programme' | 'people' | 'feedback') => {
  const client = new DynamoDBStreamsClient(stores.client)
  const arn = stores.streams[table]
  const reader = createShardReader(client, arn, () => undefined)
  return {
    next: async (): Promise<readonly DynamoDBRecord[]> => {
      const records: unknown[] = []
      for (let read = await reader.read(); ; read = await reader.read()) {
        const found = read.flatMap((each) => each.records)
        records.push(...found.map((record) => streamRecord(record, arn)))
        if (found.length === 0) return recordsSchema.parse(records)
      }
    },
    close: () => client.destroy(),
  }
}

const isSeats = ({ dynamodb }: DynamoDBRecord): boolean => dynamodb?.Keys?.['sk']?.S === 'SEATS'

/** The seats function on the programme's stream: call it to let it catch up. */
export const startKeeping = (stores: Stores) => {
  const stream = openStream(stores, 'programme')
  const keep = createKeeping({ ledger: stores.ledger, promote: createPromoting(stores) })
  const catchUp = async (now: string): Promise<void> => {
    for (let records = (await stream.next()).filter(isSeats); records.length > 0; records = (await stream.next()).filter(isSeats))
      await keep(records, () => now)
  }
  let last: Promise<void> = Promise.resolve()
  return {
    /** Processes what came, and what follows from that, until nothing more comes. One reader at a time, as in Lambda. */
    settle: (now: string): Promise<void> => {
      last = last.then(() => catchUp(now))
      return last
    },
    close: stream.close,
  }
}
export type Keeping = ReturnType<typeof startKeeping>
