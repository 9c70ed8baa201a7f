import { type LocalDynamoDb, startDynamoDb } from '../../infra/local/dynamodb/dynamodb.ts'
import { configurations } from '../infra/configurations.ts'
import { openSyntheses, prepareSyntheses } from '../infra/shared-synthesis.ts'
import { dynamoDbVariable } from './shared-dynamodb.ts'

interface Run {
  readonly watch: boolean
  readonly watchAll: boolean
  readonly testPathPatterns: { readonly patterns: readonly string[] }
}

let dynamoDb: LocalDynamoDb | undefined

/** Prepares before the first test file what would take each file seconds: the template, and a warm DynamoDB Local. */
// biome-ignore lint/style/noDefaultExport: Jest calls what a setup file exports by default.
export default async ({ testPathPatterns }: Run): Promise<void> => {
  openSyntheses()
  // Whoever runs a single file waits for no other configuration.
  const all = testPathPatterns.patterns.length === 0
  const synthesis = prepareSyntheses(all ? Object.values(configurations) : [configurations.plain])
  dynamoDb ??= await startDynamoDb({ separate: true, long: all })
  process.env[dynamoDbVariable] = dynamoDb.endpoint
  await synthesis
}

/** Takes it down after the last one; in watch mode it stays warm for the next run, and ends with Jest. */
export const takeDown = async ({ watch, watchAll }: Pick<Run, 'watch' | 'watchAll'>): Promise<void> => {
  if (watch || watchAll) return
  await dynamoDb?.stop()
  dynamoDb = undefined
}
