import { type LocalDynamoDb, startDynamoDb } from '../../infra/local/dynamodb/dynamodb.ts'
import { openSyntheses, prepareSynthesis } from '../infra/shared-synthesis.ts'
import { dynamoDbVariable } from './local-store.ts'

interface Run {
  readonly watch: boolean
  readonly watchAll: boolean
}

let dynamoDb: LocalDynamoDb | undefined

/** Prepares before the first test file what would take each file seconds: the template, and a warm DynamoDB Local. */
// biome-ignore lint/style/noDefaultExport: Jest calls what a setup file exports by default.
export default async (): Promise<void> => {
  openSyntheses()
  const synthesis = prepareSynthesis({})
  dynamoDb ??= await startDynamoDb({ separate: true })
  process.env[dynamoDbVariable] = dynamoDb.endpoint
  await synthesis
}

/** Takes it down after the last one; in watch mode it stays warm for the next run, and ends with Jest. */
export const takeDown = async ({ watch, watchAll }: Run): Promise<void> => {
  if (watch || watchAll) return
  await dynamoDb?.stop()
  dynamoDb = undefined
}
