import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { afterAll, beforeEach, expect, jest, test } from '@jest/globals'

const project = resolve(import.meta.dirname, '../..')
mkdirSync(join(project, '.plenary'), { recursive: true })
const folder = mkdtempSync(join(project, '.plenary/test-'))
const source = join(folder, 'source.ts')
const record = join(folder, 'record.json')
const input = relative(project, source)
afterAll(() => rmSync(folder, { recursive: true }))

const write = (text: string, time = new Date('2022-04-01T08:00:00Z')): void => {
  writeFileSync(source, text)
  utimesSync(source, time, time)
}

/** As in a process that has just started: no file is remembered. */
const nextStart = () => import('../../infra/local/made-from.ts')

beforeEach(async () => {
  jest.resetModules()
  rmSync(record, { force: true })
  write('first')
  const { keep } = await nextStart()
  keep(record, { key: 'options', inputs: [input] }, { from: 'first' })
  jest.resetModules()
})

test('a result is reused as long as its source is unchanged', async () => {
  expect((await nextStart()).madeBefore(record, 'options')).toEqual({ made: { from: 'first' } })
})

test('it is rebuilt if the source has other content, even of the same size and time', async () => {
  write('fists')
  expect((await nextStart()).madeBefore(record, 'options')).toBeUndefined()
})

test.each([
  ['the source is gone', () => rmSync(source)],
  ['the record is damaged', () => writeFileSync(record, '{"key":"options"')],
  ['there is no record', () => rmSync(record)],
])('it is rebuilt if %s', async (_, change) => {
  change()
  expect((await nextStart()).madeBefore(record, 'options')).toBeUndefined()
})

test('it is rebuilt with other options', async () => {
  expect((await nextStart()).madeBefore(record, 'other options')).toBeUndefined()
})

test('nothing is kept if a source changed while it was read', async () => {
  rmSync(record)
  write('second', new Date())
  const { keep, madeBefore } = await nextStart()
  keep(record, { key: 'options', inputs: [input] }, { from: 'first or second' })
  expect(madeBefore(record, 'options')).toBeUndefined()
})
