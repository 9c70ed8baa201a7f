import { describe, expect, test } from '@jest/globals'
import { en } from '../../shared/texts/en.ts'
import { fr } from '../../shared/texts/fr.ts'

type Leaf = readonly [path: string, text: string]

// Serves as a number and as a word, whatever a text asks for.
const anything = '2'

/** Every text of a part of a catalogue; those with places to fill in are given figures and words for them. */
const leaves = (part: unknown, path: string): readonly Leaf[] => {
  if (typeof part === 'string') return [[path, part]]
  if (typeof part === 'function') return [[path, String(part(anything, anything, anything, anything, anything, anything))]]
  return Object.entries(part ?? {}).flatMap(([key, value]) => leaves(value, `${path}.${key}`))
}

const partOf = (catalogue: object, section: string): unknown => new Map(Object.entries(catalogue)).get(section)

// Words that are the same in both languages.
const shared = new Set([
  'API',
  'Places',
  'Programme',
  'Cookies',
  'Contact',
  'Organisation',
  'excellent',
  '',
  '2',
  'Industrie',
  'Outlook.com',
  '2 minutes',
  '2 (2)',
  '2 · 2',
  'Invitation',
  'Invitations',
  'Message',
  'Format',
  'Sessions',
  'Session 2',
  'Description',
  'Condition',
  'Confirmation',
  'Question',
  'Question 2',
  'Options',
  'Date',
  'Description (OpenAPI 3.1, JSON)',
  'Public',
  'Type',
  'null',
  'Version',
  '.',
  'Absent',
  'Minimum',
  'Maximum',
])

describe.each(Object.keys(fr))('the French texts of "%s"', (section) => {
  const french = leaves(partOf(fr, section), section)

  test('are translated', () => {
    const english = new Map(leaves(partOf(en, section), section))
    expect(french.filter(([path, text]) => english.get(path) === text && !shared.has(text))).toEqual([])
  })

  test('have the spaces that French asks for, none of which breaks, and curly apostrophes', () => {
    expect(
      french.filter(([, text]) =>
        /[^\u202f\s][?!;](?:\s|$)|[^\u00a0\s]:(?:\s|$)|«[^\u00a0]|[^\u00a0]»|\s[?!;:»](?<![\u00a0\u202f].)|'/.test(text),
      ),
    ).toEqual([])
  })
})
