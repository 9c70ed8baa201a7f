import { describe, expect, test } from '@jest/globals'
import { en } from '../../shared/texts/en.ts'
import { fr } from '../../shared/texts/fr.ts'

type Leaf = readonly [path: string, text: string]

// Serves as a number, a word or a list, whatever a text asks for.
const anything = Object.assign(['2'], { endsWith: () => false })

/** Every text of a part of a catalogue; those with places to fill in are given figures and words for them. */
const leaves = (part: unknown, path: string): readonly Leaf[] => {
  if (typeof part === 'string') return [[path, part]]
  if (typeof part === 'function') return [[path, String(part(anything, anything, anything, anything))]]
  return Object.entries(part ?? {}).flatMap(([key, value]) => leaves(value, `${path}.${key}`))
}

const sections = [
  'site',
  'fields',
  'home',
  'event',
  'register',
  'registration',
  'myLinks',
  'feedback',
  'privacy',
  'about',
  'errorPage',
  'addressList',
  'problems',
  'survey',
  'roles',
] as const

// Words that are the same in both languages.
const shared = new Set(['API', 'Places', 'Programme', 'Cookies', 'Contact', 'Organisation', 'excellent', '', '2', 'Industrie'])

describe.each(sections)('the French texts of "%s"', (section) => {
  const french = leaves(fr[section], section)

  test('are translated', () => {
    const english = new Map(leaves(en[section], section))
    expect(french.filter(([path, text]) => english.get(path) === text && !shared.has(text))).toEqual([])
  })

  test('have a space that does not break before double signs, and curly apostrophes', () => {
    expect(french.filter(([, text]) => /[^\s\u00a0\u202f][?!;](?:\s|$)| [?!;:]|'/.test(text))).toEqual([])
  })
})
