import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { compileTexts } from '../../infra/texts/compile.ts'
import { loadTexts } from '../../shared/texts/texts.ts'

const root = resolve(import.meta.dirname, '../..')

test('code sees the current texts in the files', () => {
  const made = [...compileTexts(root)].map(([name, module]) => [name, module] as const)
  const there = made.map(([name]) => [name, readFileSync(join(root, 'shared/texts/compiled', name), 'utf8')])
  expect(there).toEqual(made)
})

describe('numbers use their language’s plural forms', () => {
  test.each([
    ['en', 1, 'At least 1 person is ahead of you on the list.'],
    ['en', 2, 'At least 2 people are ahead of you on the list.'],
    ['en', 1234, 'At least 1,234 people are ahead of you on the list.'],
    ['fr', 0, 'Au moins 0 personne est avant vous sur la liste.'],
    ['fr', 1, 'Au moins 1 personne est avant vous sur la liste.'],
    ['fr', 2, 'Au moins 2 personnes sont avant vous sur la liste.'],
    ['fr', 1_000_000, 'Au moins 1\u202f000\u202f000 de personnes sont avant vous sur la liste.'],
  ] as const)('%s, %d', async (language, count, words) => {
    const { registration } = await loadTexts(language)
    expect(registration.manyBefore({ count })).toBe(words)
  })
})
