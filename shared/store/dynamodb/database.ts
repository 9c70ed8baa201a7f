import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'

export type Database = DynamoDBDocumentClient

/** A DynamoDB client that works with plain values. Created once, when a function starts. */
export const createDatabase = (): Database => {
  const client = new DynamoDBClient({})
  // It copies all requests and answers for a log that nobody keeps, which takes a tenth of a call's time.
  client.middlewareStack.remove('loggerMiddleware')
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } })
}
