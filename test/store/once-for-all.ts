import { type LocalDynamoDb, startDynamoDb } from '../../infra/local/dynamodb/dynamodb.ts'
import { openSyntheses, prepareSynthesis } from '../infra/shared-synthesis.ts'
import { dynamoDbVariable } from './local-store.ts'

interface Run {
  readonly watch: boolean
  readonly watchAll: boolean
}

let dynamoDb: LocalDynamoDb | undefined

/** Makes before the first test file what each would take seconds to make for itself: the template, and a DynamoDB Local that is warm. */
// biome-ignore lint/style/noDefaultExport: Jest calls what a setup file exports by default.
export default async (): Promise<void> => {
  openSyntheses()
  const synthesis = prepareSynthesis({})
  dynamoDb ??= await startDynamoDb({ separate: true })
  process.env[dynamoDbVariable] = dynamoDb.endpoint
  await synthesis
}

/** Takes it down again after the last one; who watches finds it warm at the next run, and it ends with Jest. */
export const takeDown = async ({ watch, watchAll }: Run): Promise<void> => {
  if (watch || watchAll) return
  await dynamoDb?.stop()
  dynamoDb = undefined
}
