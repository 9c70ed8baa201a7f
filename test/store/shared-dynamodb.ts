import { randomBytes } from 'node:crypto'
import type { LocalDynamoDb } from '../../infra/local/dynamodb/dynamodb.ts'

/** URL of the DynamoDB Local of all test files, in which each has separate tables through its access key; see `once-for-all.ts`. */
export const dynamoDbVariable = 'DYNAMODB_OF_TESTS'

/** That DynamoDB Local, with new tables for the caller; undefined where nobody started it. */
export const sharedDynamoDb = (): LocalDynamoDb | undefined => {
  const endpoint = process.env[dynamoDbVariable]
  if (endpoint === undefined) return undefined
  return { endpoint, accessKeyId: `local${randomBytes(8).toString('hex')}`, stop: async () => undefined }
}
