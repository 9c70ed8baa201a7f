import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from '@jest/globals'
import { startDynamoDb } from '../../infra/local/dynamodb.ts'

const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    () => true,
    () => false,
  )

const source = join(import.meta.dirname, '../../infra/local/dynamodb.ts')
const script = `const { endpoint } = await (await import(${JSON.stringify(source)})).startDynamoDb(); console.log(endpoint)`

describe('the local DynamoDB', () => {
  test('answers until it is stopped', async () => {
    const { endpoint, stop } = await startDynamoDb()
    expect(await answers(endpoint)).toBe(true)
    await stop()
    expect(await answers(endpoint)).toBe(false)
  })

  test('ends with the process that started it, even a killed one', async () => {
    const parent = spawn(process.execPath, ['--input-type=module', '--eval', script], { env: { ...process.env, NODE_OPTIONS: '' } })
    const [endpoint] = await once(parent.stdout.setEncoding('utf8'), 'data')
    expect(await answers(String(endpoint).trim())).toBe(true)
    parent.kill('SIGKILL')
    await sleep(1500)
    expect(await answers(String(endpoint).trim())).toBe(false)
  })
})
