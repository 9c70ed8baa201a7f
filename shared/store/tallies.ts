import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { type Tally, tallySchema } from '../domain/feedback/summary.ts'
import { unlessRefused } from './dynamodb/conditional-write.ts'
import type { Database } from './dynamodb/database.ts'
import { itemKeys } from './item-keys.ts'

/** What a batch of stream records adds to a tally, by counter: `confirmed`, `answers.overall=5`, or `mails.update-2.sent`. */
export type Increments = ReadonlyMap<string, number>

const answerPrefix = 'answers.'
const sessionPrefix = 'sessions.'
const participationPrefix = 'participation.'
// A fan-out's key may contain a word from an organiser's form, so the counter comes last.
const mailsName = /^mails\.(.+)\.([a-z]+)$/
const fencePrefix = 'fence.'

// Sequence numbers are integers of up to 40 digits (AWS: StreamRecord); padded, they compare as strings.
const sequenceDigits = 40

/** A stream record's sequence number, padded so that string order is shard order. */
export const comparable = (sequenceNumber: string): string => sequenceNumber.padStart(sequenceDigits, '0')

const fenceSchema = z.string().optional()

const parseTally = (item: Record<string, unknown> = {}): Tally => {
  const named = (prefix: string) =>
    Object.fromEntries(
      Object.entries(item).flatMap(([name, value]) => (name.startsWith(prefix) ? [[name.slice(prefix.length), value]] : [])),
    )
  const mails: Record<string, Record<string, unknown>> = {}
  for (const [name, value] of Object.entries(item)) {
    const [, fanOut = '', counter = ''] = mailsName.exec(name) ?? []
    if (counter !== '') mails[fanOut] = { ...mails[fanOut], [counter]: value }
  }
  return tallySchema.parse({
    ...item,
    answers: named(answerPrefix),
    sessions: named(sessionPrefix),
    participation: named(participationPrefix),
    mails,
  })
}

export const createTallies = (database: Database, table: string) => {
  const read = async (slug: string): Promise<Record<string, unknown> | undefined> => {
    const { Item } = await database.send(new GetCommand({ TableName: table, Key: itemKeys.tally(slug), ConsistentRead: true }))
    return Item
  }

  return {
    /** Publishes the responses counted so far; false if somebody else did, or the counts changed since they were read. */
    publish: async (slug: string, { responses, answers, published }: Tally): Promise<boolean> => {
      const command = new UpdateCommand({
        TableName: table,
        Key: itemKeys.tally(slug),
        ConditionExpression: published === undefined ? 'attribute_not_exists(published)' : 'published.responses = :before',
        UpdateExpression: 'SET published = :published',
        ExpressionAttributeValues: {
          ':published': { responses, answers },
          ...(published === undefined ? {} : { ':before': published.responses }),
        },
      })
      return (await unlessRefused(database.send(command))) !== undefined
    },

    /** An event's counts: one read, however many people answered. */
    get: async (slug: string): Promise<Tally> => parseTally(await read(slug)),

    /** What is counted about an event, and the sequence number, `comparable`, of the last record of a shard counted for it. */
    upTo: async (slug: string, shardId: string): Promise<{ readonly tally: Tally; readonly fence: string | undefined }> => {
      const item = await read(slug)
      return { tally: parseTally(item), fence: fenceSchema.parse(item?.[fencePrefix + shardId]) }
    },

    /**
     * Adds what records of a shard contribute, and moves the shard's fence, in one write; resolves to what is counted then.
     * Undefined if the fence moved in the meantime: read it and fold again. Thus each record counts exactly once.
     */
    add: async (
      slug: string,
      shardId: string,
      increments: Increments,
      fence: { before: string | undefined; after: string },
    ): Promise<Tally | undefined> => {
      const counted = [...increments].filter(([, amount]) => amount !== 0)
      const command = new UpdateCommand({
        TableName: table,
        Key: itemKeys.tally(slug),
        ConditionExpression: fence.before === undefined ? 'attribute_not_exists(#fence)' : '#fence = :before',
        UpdateExpression: `SET #fence = :after${counted.length === 0 ? '' : ` ADD ${counted.map((_, index) => `#c${index} :c${index}`).join(', ')}`}`,
        ExpressionAttributeNames: {
          '#fence': fencePrefix + shardId,
          ...Object.fromEntries(counted.map(([name], index) => [`#c${index}`, name])),
        },
        ExpressionAttributeValues: {
          ':after': fence.after,
          ...(fence.before === undefined ? {} : { ':before': fence.before }),
          ...Object.fromEntries(counted.map(([, amount], index) => [`:c${index}`, amount])),
        },
        ReturnValues: 'ALL_NEW',
      })
      const written = await unlessRefused(database.send(command))
      return written && parseTally(written.Attributes)
    },
  }
}
export type Tallies = ReturnType<typeof createTallies>
