import { paginateScan } from '@aws-sdk/lib-dynamodb'
import { type OutboxMessage, outboxMessageSchema } from '../../shared/domain/outbox-message.ts'
import { type Registration, registrationSchema } from '../../shared/domain/registration.ts'
import type { Stores } from './local-store.ts'

/** Every item of a table, as an auditor would read it. */
export const itemsOf = async ({ database }: Stores, table: string): Promise<Record<string, unknown>[]> => {
  const items: Record<string, unknown>[] = []
  for await (const page of paginateScan({ client: database }, { TableName: table, ConsistentRead: true })) items.push(...(page.Items ?? []))
  return items
}

export const allRegistrations = async (stores: Stores, slug: string): Promise<Registration[]> =>
  (await itemsOf(stores, stores.tables.people))
    .filter((item) => item['sk'] === 'REGISTRATION' && item['slug'] === slug)
    .map((item) => registrationSchema.parse(item))

export const allMessages = async (stores: Stores, slug: string): Promise<OutboxMessage[]> =>
  (await itemsOf(stores, stores.tables.people))
    .filter((item) => String(item['sk']).startsWith('MESSAGE#'))
    .map((item) => outboxMessageSchema.parse(item))
    .filter((message) => message.event.slug === slug)

/** How often each kind of message is owed for an event. */
export const owedByKind = async (stores: Stores, slug: string): Promise<Record<string, number>> => {
  const counts: Record<string, number> = {}
  for (const { kind } of await allMessages(stores, slug)) counts[kind] = (counts[kind] ?? 0) + 1
  return counts
}
