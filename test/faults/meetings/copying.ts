import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb'
import { lists } from '../../../shared/store/address-lists.ts'
import { itemKeys } from '../../../shared/store/item-keys.ts'
import type { LinkKeys } from '../../../shared/tokens/link-keys.ts'
import type { Stores } from '../../store/local-store.ts'
import { itemsOf } from '../../store/scan.ts'
import { allIds } from './world.ts'

const tables = ['programme', 'people', 'feedback', 'ledger'] as const

/** All items of an event, as texts, so that they can be restored under another slug. */
export interface Snapshot {
  readonly slug: string
  readonly items: readonly { readonly table: (typeof tables)[number]; readonly text: string }[]
}

/** Everything in the tables about an event. */
export const snapshot = async (stores: Stores, slug: string): Promise<Snapshot> => {
  const marks = [slug, ...allIds(await stores.keys.links(), slug)]
  const found = await Promise.all(
    tables.map(async (table) => (await itemsOf(stores, stores.tables[table])).map((item) => ({ table, text: JSON.stringify(item) }))),
  )
  return { slug, items: found.flat().filter(({ text }) => marks.some((mark) => text.includes(mark))) }
}

const renamed = (text: string, names: readonly (readonly [string, string])[]): unknown =>
  JSON.parse(names.reduce((whole, [from, to]) => whole.replaceAll(from, to), text))

// AWS: BatchWriteItem takes 25 items.
const atATime = 25

/** Restores a snapshot as a separate event. */
export const layDown = async (stores: Stores, key: LinkKeys, { slug: from, items }: Snapshot, slug: string): Promise<void> => {
  const ids = allIds(key, slug)
  const names = [[from, slug] as const, ...allIds(key, from).map((id, index) => [id, ids[index] ?? ''] as const)]
  for (let start = 0; start < items.length; start += atATime) {
    const RequestItems: Record<string, { PutRequest: { Item: Record<string, unknown> } }[]> = {}
    for (const { table, text } of items.slice(start, start + atATime)) {
      const name = stores.tables[table]
      RequestItems[name] = [
        ...(RequestItems[name] ?? []),
        { PutRequest: { Item: Object.fromEntries(Object.entries(renamed(text, names) ?? {})) } },
      ]
    }
    const { UnprocessedItems = {} } = await stores.database.send(new BatchWriteCommand({ RequestItems }))
    if (Object.keys(UnprocessedItems).length > 0) throw new Error('not everything was laid down')
  }
}

/** Removes what the clock would otherwise keep finding: the event, its registrations, fan-outs and list. */
export const clearAway = async ({ database, tables: names, fanOuts }: Stores, key: LinkKeys, slug: string): Promise<void> => {
  const owed = (await fanOuts.listOf(slug)).map(({ kind, mark, revision }) => itemKeys.fanOut(slug, kind, mark ?? revision))
  const gone = [
    ...[itemKeys.event(slug), ...owed].map((Key) => ({ table: names.programme, Key })),
    ...[...allIds(key, slug).map(itemKeys.registration), itemKeys.list(lists.invited(slug))].map((Key) => ({ table: names.people, Key })),
  ]
  for (let start = 0; start < gone.length; start += atATime) {
    const RequestItems: Record<string, { DeleteRequest: { Key: Record<string, string> } }[]> = {}
    for (const { table, Key } of gone.slice(start, start + atATime))
      RequestItems[table] = [...(RequestItems[table] ?? []), { DeleteRequest: { Key: { ...Key } } }]
    await database.send(new BatchWriteCommand({ RequestItems }))
  }
}
