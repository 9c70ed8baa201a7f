import { GetCommand, QueryCommand, type QueryCommandOutput } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import type { Instant } from '../domain/basics/wall-time.ts'
import type { Event } from '../domain/event/event.ts'
import type { OutboxMessage } from '../domain/mail/outbox-message.ts'
import { admittingEntries, type ListEntry, listEntrySchema } from '../domain/people/address-list.ts'
import { untilSettled } from '../runtime/until-settled.ts'
import { batchGet } from './dynamodb/batch-get.ts'
import type { Database } from './dynamodb/database.ts'
import { type TransactItem, transact } from './dynamodb/transaction.ts'
import { itemKeys } from './item-keys.ts'
import { putMessage } from './outbox.ts'

/** Names of the lists: the network's members, and the people invited to an event. */
export const lists = { members: 'members', invited: (slug: string): string => `invited#${slug}` } as const

/** The event of a list of invited people; undefined for the members. */
export const invitedTo = (list: string): string | undefined => {
  const begin = lists.invited('')
  return list.startsWith(begin) ? list.slice(begin.length) : undefined
}

/** The list that an address must be on to register for an event, if there is one. */
export const listOf = ({ audience, slug }: Pick<Event, 'audience' | 'slug'>): string | undefined => {
  if (audience === 'network') return lists.members
  return audience === 'invited' ? lists.invited(slug) : undefined
}

export interface EntryPage {
  readonly entries: readonly ListEntry[]
  /** Where the next page begins: after this entry. */
  readonly next?: string
}

/** An address on a list, and the mail that invites it. */
export interface Invitation {
  readonly entry: string
  readonly owes: OutboxMessage
}

const countSchema = z.object({ count: z.int().min(0).default(0) })

// Together with the count, as many as fit in one transaction (AWS: 100).
const entriesAtOnce = 99
/** How many entries `removeWhile` takes: with the count and the condition, as many as fit in one transaction (AWS: 100). */
export const mostRemovedWhile = 98
// A concurrent change to some of the same entries invalidates a part, which is then read again.
const rounds = 20

export const createAddressLists = (database: Database, table: string) => {
  const keyOf = (list: string, entry: string) => itemKeys.listEntry(list, entry)

  const countBy = (list: string, by: number): TransactItem => ({
    Update: {
      TableName: table,
      Key: itemKeys.list(list),
      UpdateExpression: 'ADD #count :by',
      ExpressionAttributeNames: { '#count': 'count' },
      ExpressionAttributeValues: { ':by': by },
    },
  })

  const removal = (list: string, entry: string): TransactItem => ({
    Delete: { TableName: table, Key: keyOf(list, entry), ConditionExpression: 'attribute_exists(pk)' },
  })

  const there = async (list: string, entries: readonly string[]): Promise<ReadonlySet<string>> => {
    const items = await batchGet(
      database,
      table,
      entries.map((entry) => keyOf(list, entry)),
    )
    return new Set(
      z
        .array(listEntrySchema)
        .parse(items)
        .map(({ entry }) => entry),
    )
  }

  /** Writes the entries of a part that `choose` selects; returns how many. */
  const changePart = (
    list: string,
    entries: readonly string[],
    choose: (known: ReadonlySet<string>) => readonly TransactItem[],
    each: 1 | -1,
  ): Promise<number> => {
    const attempt = async (): Promise<number | 'again'> => {
      const changes = choose(await there(list, entries))
      if (changes.length === 0) return 0
      return (await transact(database, [...changes, countBy(list, each * changes.length)])).written ? changes.length : 'again'
    }
    return untilSettled(attempt, { rounds, otherwise: 'a list kept changing while it was changed' })
  }

  /** Marks an entry that is on the list and was not invited before. */
  const invitedAt = (list: string, entry: string, at: Instant) => ({
    TableName: table,
    Key: keyOf(list, entry),
    ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(invitedAt)',
    UpdateExpression: 'SET invitedAt = :at',
    ExpressionAttributeValues: { ':at': at },
  })

  const change = async (
    list: string,
    entries: readonly string[],
    each: 1 | -1,
    choose: (part: readonly string[], known: ReadonlySet<string>) => readonly TransactItem[],
  ): Promise<number> => {
    let changed = 0
    for (let start = 0; start < entries.length; start += entriesAtOnce) {
      const part = entries.slice(start, start + entriesAtOnce)
      changed += await changePart(list, part, (known) => choose(part, known), each)
    }
    return changed
  }

  return {
    /** Adds the entries not yet on the list; returns how many. A crash midway leaves complete parts and a correct count. */
    add: (list: string, entries: readonly string[], now: Instant): Promise<number> =>
      change(list, entries, 1, (part, known) =>
        part
          .filter((entry) => !known.has(entry))
          .map((entry) => ({
            Put: {
              TableName: table,
              Item: { ...keyOf(list, entry), entry, addedAt: now },
              ConditionExpression: 'attribute_not_exists(pk)',
            },
          })),
      ),

    /** Removes entries from the list; returns how many were on it. */
    remove: (list: string, entries: readonly string[]): Promise<number> =>
      change(list, entries, -1, (part, known) => part.filter((entry) => known.has(entry)).map((entry) => removal(list, entry))),

    /** Removes entries while a condition holds, all or none; false if it does not hold, or one entry is gone. At most 98. */
    removeWhile: async (list: string, entries: readonly string[], condition?: TransactItem): Promise<boolean> =>
      (
        await transact(database, [
          ...(condition === undefined ? [] : [condition]),
          ...entries.map((entry) => removal(list, entry)),
          countBy(list, -entries.length),
        ])
      ).written,

    /**
     * Whether an address is on the list, directly or through its domain. Always two parallel reads, so that the time taken
     * reveals nothing.
     */
    admits: async (list: string, email: string): Promise<boolean> => {
      const found = await Promise.all(
        admittingEntries(email).map((entry) =>
          database.send(new GetCommand({ TableName: table, Key: keyOf(list, entry), ConsistentRead: true })),
        ),
      )
      return found.some(({ Item }) => Item !== undefined)
    },

    /** Whether this exact entry is on the list. */
    has: async (list: string, entry: string): Promise<boolean> => (await there(list, [entry])).size > 0,

    /**
     * Owes invitations to addresses on the list and marks them, all or nothing; at most 50 (AWS: 100 items per transaction).
     * False if one of them was removed, invited before, or is already owed its mail.
     */
    invite: async (list: string, invitations: readonly Invitation[]): Promise<boolean> => {
      const parts = invitations.flatMap(({ entry, owes }) => [{ Update: invitedAt(list, entry, owes.createdAt) }, putMessage(table, owes)])
      return (await transact(database, parts)).written
    },

    /** Marks an entry whose invitation is already owed; does nothing if it is marked, or not on the list. */
    markInvited: async (list: string, entry: string, at: Instant): Promise<void> => {
      await transact(database, [{ Update: invitedAt(list, entry, at) }])
    },

    /** How many addresses on the list have not been invited. Reads the whole list: 10,000 entries take two requests (AWS: 1 MB each). */
    countToInvite: async (list: string): Promise<number> => {
      const { pk, sk } = keyOf(list, '')
      let count = 0
      let from: Record<string, unknown> | undefined
      do {
        const { Count = 0, LastEvaluatedKey }: QueryCommandOutput = await database.send(
          new QueryCommand({
            TableName: table,
            KeyConditionExpression: 'pk = :pk AND begins_with(sk, :begin)',
            FilterExpression: 'contains(entry, :at) AND attribute_not_exists(invitedAt)',
            ExpressionAttributeValues: { ':pk': pk, ':begin': sk, ':at': '@' },
            Select: 'COUNT',
            ConsistentRead: true,
            ...(from === undefined ? {} : { ExclusiveStartKey: from }),
          }),
        )
        count += Count
        from = LastEvaluatedKey
      } while (from !== undefined)
      return count
    },

    /** A page of the list, sorted by domain and mailbox, after an entry; `search` is an address or the beginning of a domain. */
    page: async (list: string, limit: number, { after, search = '' }: { after?: string; search?: string } = {}): Promise<EntryPage> => {
      const { Items = [], LastEvaluatedKey } = await database.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :begin)',
          ExpressionAttributeValues: { ':pk': itemKeys.list(list).pk, ':begin': keyOf(list, search).sk },
          Limit: limit,
          // Somebody who adds people and immediately invites them means all of them.
          ConsistentRead: true,
          ...(after === undefined ? {} : { ExclusiveStartKey: keyOf(list, after) }),
        }),
      )
      const entries = z.array(listEntrySchema).parse(Items)
      const last = entries.at(-1)
      return LastEvaluatedKey === undefined || last === undefined ? { entries } : { entries, next: last.entry }
    },

    /** How many entries the list has. */
    count: async (list: string): Promise<number> => {
      const { Item } = await database.send(new GetCommand({ TableName: table, Key: itemKeys.list(list), ConsistentRead: true }))
      return countSchema.parse(Item ?? {}).count
    },
  }
}
export type AddressLists = ReturnType<typeof createAddressLists>
