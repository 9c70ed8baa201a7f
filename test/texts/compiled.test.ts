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
    ['en', 0, '0 places left'],
    ['en', 1, '1 place left'],
    ['en', 2, '2 places left'],
    ['en', 1234, '1,234 places left'],
    ['fr', 0, '0 place disponible'],
    ['fr', 1, '1 place disponible'],
    ['fr', 2, '2 places disponibles'],
    ['fr', 1_000_000, '1\u202f000\u202f000 de places disponibles'],
  ] as const)('%s, %d', async (language, count, words) => {
    const { home } = await loadTexts(language)
    expect(home.placesLeft({ count })).toBe(words)
  })
})
