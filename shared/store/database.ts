import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'

export type Database = DynamoDBDocumentClient

/** A client of DynamoDB that takes and gives plain values. Made once, when a function starts. */
export const createDatabase = (): Database =>
  DynamoDBDocumentClient.from(new DynamoDBClient({}), { marshallOptions: { removeUndefinedValues: true } })
