import type { DynamoDBRecord } from 'aws-lambda'
import type { Stores } from '../../store/local-store.ts'
import { openStream } from '../../store/stream.ts'

const slugOf = ({ dynamodb }: DynamoDBRecord): string => dynamodb?.NewImage?.['slug']?.S ?? ''

/** A table's stream, split by event. Nothing is forgotten, so that records can be delivered any number of times. */
const openByEvent = (stores: Stores, table: 'programme' | 'feedback') => {
  const stream = openStream(stores, table)
  const told = new Map<string, readonly DynamoDBRecord[]>()
  let last: Promise<void> = Promise.resolve()
  const read = async (): Promise<void> => {
    for (const record of await stream.next()) told.set(slugOf(record), [...(told.get(slugOf(record)) ?? []), record])
  }
  return {
    /** Everything about an event so far. Callers wait for one another, as a shard has one reader. */
    about: async (slug: string): Promise<readonly DynamoDBRecord[]> => {
      last = last.then(read)
      await last
      return told.get(slug) ?? []
    },
    close: stream.close,
  }
}

/** The streams of an event's seats and fan-outs, and of its survey answers. */
export const openStreams = (stores: Stores) => ({ programme: openByEvent(stores, 'programme'), feedback: openByEvent(stores, 'feedback') })
export type Streams = ReturnType<typeof openStreams>
