import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { processingRecord } from './processing-record.ts'

const path = join(import.meta.dirname, '../../docs/processing-record.md')

test('the record of processing activities says what the table of retention says', async () => {
  const record = await processingRecord()
  if (process.env['UPDATE_RECORD'] === '1') writeFileSync(path, record)
  expect(readFileSync(path, 'utf8')).toBe(record)
})
