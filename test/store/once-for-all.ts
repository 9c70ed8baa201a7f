import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type LocalDynamoDb, startDynamoDb } from '../../infra/local/dynamodb.ts'
import { dynamoDbVariable } from './local-store.ts'
import { stackTemplate, templateVariable } from './template.ts'

const folder = mkdtempSync(join(tmpdir(), 'plenary-template-'))
let dynamoDb: LocalDynamoDb | undefined

/** Makes before the first test file what each would take seconds to make for itself: the template, and a DynamoDB Local that is warm. */
// biome-ignore lint/style/noDefaultExport: Jest calls what a setup file exports by default.
export default async (): Promise<void> => {
  dynamoDb = await startDynamoDb({ separate: true })
  process.env[dynamoDbVariable] = dynamoDb.endpoint
  const file = join(folder, 'template.json')
  writeFileSync(file, JSON.stringify(await stackTemplate()))
  process.env[templateVariable] = file
}

/** Takes it down again after the last one. */
export const takeDown = async (): Promise<void> => {
  await dynamoDb?.stop()
  rmSync(folder, { recursive: true, force: true })
}
