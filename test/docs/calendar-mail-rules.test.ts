import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { rules as linted } from '../mail/itip/findings.ts'
import { tableRows } from './markdown.ts'

const root = join(import.meta.dirname, '../..')
const rows = tableRows(readFileSync(join(root, 'docs/calendar-mail-rules.md'), 'utf8'), 'rule')

const named = (cell: string): readonly { file: string; title: string }[] =>
  [...cell.matchAll(/`([^`]+)`: “([^”]+)”/g)].map(([, file = '', title = '']) => ({ file, title }))

test('each of the 46 rules of calendar mail has a test', () => {
  expect(rows.map(([rule]) => Number(rule))).toEqual(Array.from({ length: 46 }, (_, index) => index + 1))
  expect(rows.filter(([, , held = '']) => named(held).length === 0)).toEqual([])
})

test('the tests for the rules exist under the names in the table', () => {
  const missing = rows.flatMap(([rule, , held = '']) =>
    named(held)
      .filter(({ file, title }) => !existsSync(join(root, file)) || !readFileSync(join(root, file), 'utf8').includes(title))
      .map(({ title }) => `${rule}: ${title}`),
  )
  expect(missing).toEqual([])
})

test('the linter covers the rules that the table leaves to it', () => {
  const left = rows.filter(([, , held = '']) => named(held).some(({ title }) => title.startsWith('rule %d'))).map(([rule]) => Number(rule))
  expect(left.filter((rule) => !(rule in linted))).toEqual([])
})
