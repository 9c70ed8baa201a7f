import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb'

const client = new DynamoDBClient({})

/** A function that imports only the DynamoDB client and reads one item. */
export const handler = async (key: { table: string; pk: string; sk: string }): Promise<{ statusCode: number }> => {
  const { Item } = await client.send(
    new GetItemCommand({ TableName: key.table, Key: { pk: { S: key.pk }, sk: { S: key.sk } }, ConsistentRead: true }),
  )
  return { statusCode: Item === undefined ? 404 : 200 }
}
