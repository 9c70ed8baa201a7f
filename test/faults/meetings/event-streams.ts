import type { DynamoDBRecord } from 'aws-lambda'
import type { Stores } from '../../store/local-store.ts'
import { openStream } from '../../store/stream.ts'

const slugOf = ({ dynamodb }: DynamoDBRecord): string => dynamodb?.NewImage?.['slug']?.S ?? ''

/** The stream of a table, told apart by event. Nothing is forgotten, so that a record can be handed over as often as one likes. */
const openByEvent = (stores: Stores, table: 'programme' | 'feedback') => {
  const stream = openStream(stores, table)
  const told = new Map<string, readonly DynamoDBRecord[]>()
  let last: Promise<void> = Promise.resolve()
  const read = async (): Promise<void> => {
    for (const record of await stream.next()) told.set(slugOf(record), [...(told.get(slugOf(record)) ?? []), record])
  }
  return {
    /** Everything about an event up to now. Those who ask wait for one another, as a shard has one reader. */
    about: async (slug: string): Promise<readonly DynamoDBRecord[]> => {
      last = last.then(read)
      await last
      return told.get(slug) ?? []
    },
    close: stream.close,
  }
}

/** The streams of an event's seats and fan-outs, and of the answers to its survey. */
export const openStreams = (stores: Stores) => ({ programme: openByEvent(stores, 'programme'), feedback: openByEvent(stores, 'feedback') })
export type Streams = ReturnType<typeof openStreams>
