import {
  type AttributeDefinition,
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  type KeySchemaElement,
  ResourceNotFoundException,
} from '@aws-sdk/client-dynamodb'
import * as z from 'zod'
import type { Template } from '../../stacks/joined-template.ts'
import { StartError } from '../cannot-start.ts'
import { localResources } from '../template/arns.ts'
import { region } from '../template/resolve.ts'
import { resourcesOf } from '../template/template.ts'
import { localAccessKey } from './dynamodb.ts'

const keySchema = z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) })) satisfies z.ZodType<
  KeySchemaElement[]
>

const tableSchema = z.object({
  AttributeDefinitions: z.array(z.object({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) })) satisfies z.ZodType<
    AttributeDefinition[]
  >,
  KeySchema: keySchema,
  GlobalSecondaryIndexes: z
    .array(
      z.object({
        IndexName: z.string(),
        KeySchema: keySchema,
        Projection: z.object({ ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']), NonKeyAttributes: z.array(z.string()).optional() }),
      }),
    )
    .default([]),
  StreamSpecification: z.object({ StreamViewType: z.enum(['NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES', 'KEYS_ONLY']) }).optional(),
})

/** The settings for any client of a local endpoint; local endpoints accept any credentials. */
export const localClient = (endpoint: string, accessKeyId: string = localAccessKey) => ({
  endpoint,
  region,
  credentials: { accessKeyId, secretAccessKey: 'local' },
})

const indexNames = (indexes: readonly { IndexName?: string | undefined }[] = []): string =>
  indexes
    .map(({ IndexName }) => IndexName)
    .sort()
    .join()

export type LocalClient = ReturnType<typeof localClient>

/** Where to read a table's stream: `streamArn` is DynamoDB Local's name for it. */
export interface LocalTable {
  readonly name: string
  readonly streamArn: string | undefined
  readonly indexes: readonly string[]
}

const describe = async (client: DynamoDBClient, name: string) => {
  try {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: name }))
    return Table
  } catch (fault) {
    if (fault instanceof ResourceNotFoundException) return undefined
    throw fault
  }
}

/** The existing table, created if absent. */
const madeTable = async (client: DynamoDBClient, name: string, properties: z.infer<typeof tableSchema>) => {
  const { AttributeDefinitions, KeySchema, GlobalSecondaryIndexes, StreamSpecification } = properties
  const kept = await describe(client, name)
  if (kept !== undefined && indexNames(kept.GlobalSecondaryIndexes) !== indexNames(GlobalSecondaryIndexes))
    throw new StartError('The kept data are of another version of Plenary. Run "npm run reset", then start again.')
  if (kept !== undefined) return kept
  const made = await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions,
      KeySchema,
      ...(GlobalSecondaryIndexes.length === 0 ? {} : { GlobalSecondaryIndexes }),
      ...(StreamSpecification === undefined ? {} : { StreamSpecification: { StreamEnabled: true, ...StreamSpecification } }),
    }),
  )
  return made.TableDescription
}

/**
 * Creates the template's tables with their keys, indexes and streams if absent; a table's name is its logical id.
 * Time to live stays off: DynamoDB Local would delete by the machine's clock rather than the settable one.
 * Throws a `StartError` if kept data have other indexes than the template.
 */
export const createTables = async (template: Template, config: LocalClient): Promise<readonly LocalTable[]> => {
  const client = new DynamoDBClient(config)
  try {
    const wanted = resourcesOf(template, 'AWS::DynamoDB::Table', tableSchema, localResources)
    return await Promise.all(
      wanted.map(async ({ logicalId, properties }) => {
        const table = await madeTable(client, logicalId, properties)
        const names = properties.GlobalSecondaryIndexes.map(({ IndexName }) => IndexName)
        return { name: logicalId, streamArn: table?.LatestStreamArn, indexes: names }
      }),
    )
  } finally {
    client.destroy()
  }
}
