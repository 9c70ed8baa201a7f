import { GetCommand, PutCommand, QueryCommand, type QueryCommandInput, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import type { Instant } from '../domain/basics/wall-time.ts'
import { type Letter, type LetterState, letterExpiresAt, letterSchema, lettersUntil, stateOf } from '../domain/mail/letter.ts'
import { unlessRefused } from './dynamodb/conditional-write.ts'
import type { Database } from './dynamodb/database.ts'
import { indexes, itemKeys, letterList } from './item-keys.ts'

/** Letters about an event, or about none that could be told, that are to be dealt with, or were. */
export interface LetterList {
  readonly slug: string | undefined
  readonly state: LetterState
}

export interface LetterPage {
  readonly letters: readonly Letter[]
  /** Where the next page begins. */
  readonly next?: string
}

/** The most that are counted. */
export const mostCounted = 100

const placeSchema = z.object({ listedAt: z.string() })

/** The place of a letter in its list: by arrival and, of the same instant, by the mail's name. */
const placeOf = ({ receivedAt, id }: Pick<Letter, 'receivedAt' | 'id'>): string => `${receivedAt}#${id.slice(id.indexOf('.') + 1)}`

/** The key that an id stands for, if it is one. */
const keyOf = (id: string) => {
  const [, person, mail] = /^([\w-]{22})\.(.{1,300})$/.exec(id) ?? []
  return person === undefined || mail === undefined ? undefined : itemKeys.letter(person, mail)
}

/**
 * Mails that are kept for organisers, in the People table beside all else that is known about the sender's address. The index of
 * lists finds them by event. DynamoDB takes them away some time after they are over; they are not shown from that moment on.
 */
export const createLetters = (database: Database, table: string) => {
  /** A list from the newest on; the index is read as it is, a moment late at times. */
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
    /** Keeps a letter; `known` when it was kept before, as it is by then. */
    keep: async (letter: Letter): Promise<'kept' | 'known'> => {
      const key = keyOf(letter.id)
      if (key === undefined) throw new Error('a letter has an id of another form')
      const place = { listPart: letterList(letter.slug, stateOf(letter)), listedAt: placeOf(letter) }
      const Item = { ...key, ...letter, ...place, expiresAt: letterExpiresAt(letter.receivedAt) }
      const put = new PutCommand({ TableName: table, Item, ConditionExpression: 'attribute_not_exists(pk)' })
      return (await unlessRefused(database.send(put))) === undefined ? 'known' : 'kept'
    },

    /** A letter by its id; undefined for any other text, and for one that is over. */
    get: async (id: string, now: Instant): Promise<Letter | undefined> => {
      const key = keyOf(id)
      if (key === undefined) return undefined
      const { Item } = await database.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }))
      const letter = Item === undefined ? undefined : letterSchema.parse(Item)
      return letter === undefined || letter.receivedAt < lettersUntil(now) ? undefined : letter
    },

    /** A page of a list, newest first; `from` is where the page before said that it begins. */
    page: async (list: LetterList, limit: number, now: Instant, from?: string): Promise<LetterPage> => {
      const { Items = [] } = await query(list, now, from, { Limit: limit + 1 })
      const letters = z.array(letterSchema).parse(Items.slice(0, limit))
      const [following] = z.array(placeSchema).parse(Items.slice(limit))
      return following === undefined ? { letters } : { letters, next: following.listedAt }
    },

    /** How many letters a list has, up to `mostCounted`. */
    count: async (list: LetterList, now: Instant): Promise<number> =>
      (await query(list, now, undefined, { Select: 'COUNT', Limit: mostCounted })).Count ?? 0,

    /** Moves an open letter to those that were dealt with. One that is there already stays as it is. */
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
