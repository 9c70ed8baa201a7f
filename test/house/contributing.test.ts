import { existsSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { expect, test } from '@jest/globals'
import { filesBelow, root } from './source-files.ts'

/** What CONTRIBUTING puts in code font, without placeholders (`…`, `<page>`). */
const named = [...readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8').matchAll(/`([\w./-]+)`/g)].map(([, text = '']) => text)

test('every file and folder named in CONTRIBUTING exists', () => {
  const paths = named.filter((text) => /^(?:functions|shared|infra|test|docs)\//.test(text))
  expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([])
})

test('every file named without a folder exists somewhere', () => {
  const there = new Set(['functions', 'shared', 'infra', 'test'].flatMap(filesBelow).map((path) => posix.basename(path)))
  const names = named.filter((text) => /^[\w-]+\.ts$/.test(text))
  expect(names.filter((name) => !there.has(name))).toEqual([])
})
