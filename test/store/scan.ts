import { paginateQuery, paginateScan } from '@aws-sdk/lib-dynamodb'
import { type OutboxMessage, outboxMessageSchema } from '../../shared/domain/mail/outbox-message.ts'
import type { Registration } from '../../shared/domain/registration/registration.ts'
import { itemKeys } from '../../shared/store/item-keys.ts'
import type { Stores } from './local-store.ts'

/** Every item of a table, as an auditor would read it. */
export const itemsOf = async ({ database }: Stores, table: string): Promise<Record<string, unknown>[]> => {
  const items: Record<string, unknown>[] = []
  for await (const page of paginateScan({ client: database }, { TableName: table, ConsistentRead: true })) items.push(...(page.Items ?? []))
  return items
}

/** Every item of one partition of a table. */
export const partitionOf = async (
  { database }: Pick<Stores, 'database'>,
  table: string,
  pk: string,
): Promise<Record<string, unknown>[]> => {
  const items: Record<string, unknown>[] = []
  const query = { TableName: table, KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': pk }, ConsistentRead: true }
  for await (const page of paginateQuery({ client: database }, query)) items.push(...(page.Items ?? []))
  return items
}

export const allRegistrations = async ({ registrations }: Stores, slug: string): Promise<Registration[]> => {
  const all: Registration[] = []
  for (let page = await registrations.pageOf(slug, 200); ; page = await registrations.pageOf(slug, 200, page.next)) {
    all.push(...page.registrations)
    if (page.next === undefined) return all
  }
}

/** All mails ever owed to these registrations. */
export const messagesOf = async (stores: Stores, people: readonly Pick<Registration, 'id'>[]): Promise<OutboxMessage[]> => {
  const items = await Promise.all(people.map(({ id }) => partitionOf(stores, stores.tables.people, itemKeys.registration(id).pk)))
  return items.flat().flatMap((item) => (String(item['sk']).startsWith('MESSAGE#') ? [outboxMessageSchema.parse(item)] : []))
}

export const allMessages = async (stores: Stores, slug: string): Promise<OutboxMessage[]> =>
  messagesOf(stores, await allRegistrations(stores, slug))

/** How often each kind of message is owed for an event. */
export const owedByKind = async (stores: Stores, slug: string): Promise<Record<string, number>> => {
  const counts: Record<string, number> = {}
  for (const { kind } of await allMessages(stores, slug)) counts[kind] = (counts[kind] ?? 0) + 1
  return counts
}
