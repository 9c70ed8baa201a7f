import {
  type _Record,
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  ExpiredIteratorException,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type Shard,
  TrimmedDataAccessException,
} from '@aws-sdk/client-dynamodb-streams'

/** Records of one shard in order, and where to continue after them. */
export interface ReadRecords {
  readonly shard: string
  readonly records: readonly _Record[]
}

// An iterator lives a quarter of an hour, and a new one costs nothing.
const attempts = 5

const isIteratorFault = (fault: unknown): boolean =>
  fault instanceof ExpiredIteratorException || fault instanceof TrimmedDataAccessException

/**
 * Reads a stream shard by shard, parents before children, for one consumer.
 * `position` is the last record of a shard that the consumer has finished; reading begins after it, or at the oldest record.
 */
export const createShardReader = (client: DynamoDBStreamsClient, streamArn: string, position: (shard: string) => string | undefined) => {
  const iterators = new Map<string, string>()
  const finished = new Set<string>()
  let shards: readonly Shard[] = []

  const refresh = async (): Promise<void> => {
    const { StreamDescription } = await client.send(new DescribeStreamCommand({ StreamArn: streamArn }))
    shards = StreamDescription?.Shards ?? []
  }

  const iteratorOf = async (shard: string): Promise<string | undefined> => {
    const known = iterators.get(shard)
    if (known !== undefined) return known
    const after = position(shard)
    const start = { StreamArn: streamArn, ShardId: shard }
    const oldest = new GetShardIteratorCommand({ ...start, ShardIteratorType: 'TRIM_HORIZON' })
    if (after === undefined) return (await client.send(oldest)).ShardIterator
    try {
      const next = new GetShardIteratorCommand({ ...start, ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: after })
      return (await client.send(next)).ShardIterator
    } catch (fault) {
      if (fault instanceof TrimmedDataAccessException) return (await client.send(oldest)).ShardIterator
      throw fault
    }
  }

  const readShard = async (shard: string): Promise<readonly _Record[]> => {
    for (let attempt = 1; ; attempt++) {
      const iterator = await iteratorOf(shard)
      if (iterator === undefined) return []
      try {
        const { Records = [], NextShardIterator } = await client.send(new GetRecordsCommand({ ShardIterator: iterator, Limit: 1000 }))
        if (NextShardIterator === undefined) finished.add(shard)
        else iterators.set(shard, NextShardIterator)
        return Records
      } catch (fault) {
        // DynamoDB Local discards iterators of a shard that was empty; that must not be taken for "no records".
        if (attempt === attempts || !isIteratorFault(fault)) throw fault
        iterators.delete(shard)
      }
    }
  }

  return {
    /** The next records of every readable shard; empty lists if there are none yet. */
    read: async (): Promise<readonly ReadRecords[]> => {
      if (shards.length === 0 || shards.every(({ ShardId = '' }) => finished.has(ShardId))) await refresh()
      const ids = new Set(shards.map(({ ShardId }) => ShardId))
      const readable = shards.filter(
        ({ ShardId = '', ParentShardId }) =>
          !finished.has(ShardId) && (ParentShardId === undefined || !ids.has(ParentShardId) || finished.has(ParentShardId)),
      )
      const read: ReadRecords[] = []
      for (const { ShardId = '' } of readable) read.push({ shard: ShardId, records: await readShard(ShardId) })
      return read
    },
  }
}
