import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb'

const client = new DynamoDBClient({})

/** A function that writes one item of the size of a registration. */
export const handler = async (key: { table: string; pk: string; sk: string }): Promise<{ statusCode: number }> => {
  const Item = { pk: { S: key.pk }, sk: { S: key.sk }, text: { S: 'x'.repeat(500) } }
  await client.send(new PutItemCommand({ TableName: key.table, Item, ConditionExpression: 'attribute_not_exists(pk)' }))
  return { statusCode: 200 }
}
