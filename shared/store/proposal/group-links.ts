import { DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import { type GroupLink, groupLinkSchema } from '../../domain/proposal/group-link.ts'
import { proposalIdSchema } from '../../domain/proposal/proposal.ts'
import type { Database } from '../dynamodb/database.ts'
import { queryAll } from '../dynamodb/query.ts'
import { itemKeys } from '../item-keys.ts'

/** The links by which working groups propose. */
export const createGroupLinks = (database: Database, table: string) => ({
  /** All of them; as one query finds them, there are few. */
  list: async (): Promise<readonly GroupLink[]> => {
    const items = await queryAll(database, {
      TableName: table,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': itemKeys.groupLink('any').pk },
      ConsistentRead: true,
    })
    return items.map((item) => groupLinkSchema.parse(item))
  },

  /** The link with an id; accepts any text from a URL. */
  get: async (id: string): Promise<GroupLink | undefined> => {
    if (!proposalIdSchema.safeParse(id).success) return undefined
    const { Item } = await database.send(new GetCommand({ TableName: table, Key: itemKeys.groupLink(id), ConsistentRead: true }))
    return Item === undefined ? undefined : groupLinkSchema.parse(Item)
  },

  create: async (link: GroupLink): Promise<void> => {
    await database.send(new PutCommand({ TableName: table, Item: { ...itemKeys.groupLink(link.id), ...link } }))
  },

  remove: async (id: string): Promise<void> => {
    await database.send(new DeleteCommand({ TableName: table, Key: itemKeys.groupLink(id) }))
  },
})
export type GroupLinks = ReturnType<typeof createGroupLinks>
