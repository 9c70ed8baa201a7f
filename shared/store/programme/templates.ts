import { DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import { slugSchema } from '../../domain/event/event.ts'
import { type Template, type TemplateFacts, templateFactsSchema, templateSchema } from '../../domain/event/template.ts'
import { unlessRefused } from '../dynamodb/conditional-write.ts'
import type { Database } from '../dynamodb/database.ts'
import { queryAll } from '../dynamodb/query.ts'
import { itemKeys } from '../item-keys.ts'

const facts = Object.keys(templateFactsSchema.shape)

export const createTemplateStore = (database: Database, table: string) => ({
  /** All templates, without what they contain. */
  list: async (): Promise<readonly TemplateFacts[]> => {
    const items = await queryAll(database, {
      TableName: table,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': itemKeys.template('any').pk },
      ExpressionAttributeNames: Object.fromEntries(facts.map((name) => [`#${name}`, name])),
      ProjectionExpression: facts.map((name) => `#${name}`).join(', '),
    })
    return items.map((item) => templateFactsSchema.parse(item))
  },

  /** The template with an id; accepts any text from a URL. */
  get: async (id: string): Promise<Template | undefined> => {
    if (!slugSchema.safeParse(id).success) return undefined
    const { Item } = await database.send(new GetCommand({ TableName: table, Key: itemKeys.template(id), ConsistentRead: true }))
    return Item === undefined ? undefined : templateSchema.parse(Item)
  },

  /** Writes a new template; false if there is one with its id. */
  create: async (template: Template): Promise<boolean> => {
    const written = await unlessRefused(
      database.send(
        new PutCommand({
          TableName: table,
          Item: { ...itemKeys.template(template.id), ...template },
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      ),
    )
    return written !== undefined
  },

  remove: async (id: string): Promise<void> => {
    await database.send(new DeleteCommand({ TableName: table, Key: itemKeys.template(id) }))
  },
})
export type TemplateStore = ReturnType<typeof createTemplateStore>
