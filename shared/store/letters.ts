import { GetCommand, PutCommand, QueryCommand, type QueryCommandInput, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import type { Instant } from '../domain/basics/wall-time.ts'
import { type Letter, type LetterState, letterExpiresAt, letterSchema, lettersUntil, stateOf } from '../domain/mail/letter.ts'
import { unlessRefused } from './dynamodb/conditional-write.ts'
import type { Database } from './dynamodb/database.ts'
import { indexes, itemKeys, letterList } from './item-keys.ts'

/** Letters in one state about one event, or about none. */
export interface LetterList {
  readonly slug: string | undefined
  readonly state: LetterState
}

export interface LetterPage {
  readonly letters: readonly Letter[]
  /** Where the next page begins. */
  readonly next?: string
}

/** The maximum counted. */
export const mostCounted = 100

const placeSchema = z.object({ listedAt: z.string() })

/** A letter's place in its list: by arrival, then by the mail's id. */
const placeOf = ({ receivedAt, id }: Pick<Letter, 'receivedAt' | 'id'>): string => `${receivedAt}#${id.slice(id.indexOf('.') + 1)}`

/** The key for an id; undefined if it is not one. */
const keyOf = (id: string) => {
  const [, person, mail] = /^([\w-]{22})\.(.{1,300})$/.exec(id) ?? []
  return person === undefined || mail === undefined ? undefined : itemKeys.letter(person, mail)
}

/**
 * Mails kept for organisers, in the People table along with everything else about the sender's address. The index of
 * lists finds them by event. DynamoDB deletes them some time after they expire; they are hidden from that moment.
 */
export const createLetters = (database: Database, table: string) => {
  /** A list, newest first; index reads may lag a moment behind. */
  const query = ({ slug, state }: LetterList, now: Instant, from: string | undefined, more: Partial<QueryCommandInput>) =>
    database.send(
      new QueryCommand({
        TableName: table,
        IndexName: indexes.byEvent,
        KeyConditionExpression: 'listPart = :list AND listedAt BETWEEN :since AND :from',
        ExpressionAttributeValues: { ':list': letterList(slug, state), ':since': lettersUntil(now), ':from': from ?? '~' },
        ScanIndexForward: false,
        ...more,
      }),
    )

  return {
    /** Keeps a letter; `known` if it was already kept. */
    keep: async (letter: Letter): Promise<'kept' | 'known'> => {
      const key = keyOf(letter.id)
      if (key === undefined) throw new Error('a letter has an id of another form')
      const place = { listPart: letterList(letter.slug, stateOf(letter)), listedAt: placeOf(letter) }
      const Item = { ...key, ...letter, ...place, expiresAt: letterExpiresAt(letter.receivedAt) }
      const put = new PutCommand({ TableName: table, Item, ConditionExpression: 'attribute_not_exists(pk)' })
      return (await unlessRefused(database.send(put))) === undefined ? 'known' : 'kept'
    },

    /** A letter by id; undefined for any other text, and for an expired one. */
    get: async (id: string, now: Instant): Promise<Letter | undefined> => {
      const key = keyOf(id)
      if (key === undefined) return undefined
      const { Item } = await database.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }))
      const letter = Item === undefined ? undefined : letterSchema.parse(Item)
      return letter === undefined || letter.receivedAt < lettersUntil(now) ? undefined : letter
    },

    /** A page of a list, newest first; `from` is the previous page's `next`. */
    page: async (list: LetterList, limit: number, now: Instant, from?: string): Promise<LetterPage> => {
      // DynamoDB refuses a range that ends before it begins, as that of a page whose letters have all expired.
      if (from !== undefined && from < lettersUntil(now)) return { letters: [] }
      const { Items = [] } = await query(list, now, from, { Limit: limit + 1 })
      const letters = z.array(letterSchema).parse(Items.slice(0, limit))
      const [following] = z.array(placeSchema).parse(Items.slice(limit))
      return following === undefined ? { letters } : { letters, next: following.listedAt }
    },

    /** How many letters a list has, up to `mostCounted`. */
    count: async (list: LetterList, now: Instant): Promise<number> =>
      (await query(list, now, undefined, { Select: 'COUNT', Limit: mostCounted })).Count ?? 0,

    /** Moves an open letter to those dealt with. One already there stays unchanged. */
    dealWith: async ({ id, slug }: Pick<Letter, 'id' | 'slug'>, dealtWith: NonNullable<Letter['dealtWith']>): Promise<void> => {
      await unlessRefused(
        database.send(
          new UpdateCommand({
            TableName: table,
            Key: keyOf(id),
            ConditionExpression: 'listPart = :open',
            UpdateExpression: 'SET listPart = :list, dealtWith = :dealtWith',
            ExpressionAttributeValues: {
              ':open': letterList(slug, 'open'),
              ':list': letterList(slug, 'dealt-with'),
              ':dealtWith': dealtWith,
            },
          }),
        ),
      )
    },
  }
}
export type Letters = ReturnType<typeof createLetters>
