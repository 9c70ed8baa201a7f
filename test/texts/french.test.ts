import { resolve } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { readCatalogue } from '../../infra/texts/catalogue.ts'

const root = resolve(import.meta.dirname, '../..')
const english = readCatalogue(root, 'en').texts
const { files, texts } = readCatalogue(root, 'fr')

// Words that are the same in both languages.
const shared = new Set([
  'API',
  'Absent',
  'Condition',
  'Confirmation',
  'Contact',
  'Cookies',
  'Date',
  'Date {number, number}',
  'Dates',
  'Description',
  'Description (OpenAPI 3.1, JSON)',
  'Format',
  'Invitation',
  'Invitations',
  'Maximum',
  'Message',
  'Minimum',
  'Options',
  'Organisation',
  'Outlook.com',
  'Places',
  'Programme',
  'Public',
  'Question',
  'Question {number, number}',
  'Session {number, number}',
  'Sessions',
  'Type',
  'Version',
  'excellent',
  'null',
])

const isWords = (text: string): boolean => /\p{L}/u.test(text.replaceAll(/\{\w+\}/g, ''))

const hasWrongSpaces = (text: string): boolean =>
  /[^\u202f\s][?!;](?:\s|$)|[^\u00a0\s]:(?:\s|$)|«[^\u00a0]|[^\u00a0]»|\s[?!;:»](?<![\u00a0\u202f].)/.test(text)

describe.each(files)('the texts in %s', (file) => {
  const french = [...texts.values()].filter((text) => text.file === file)

  test('are translated', () => {
    const same = french.filter(({ key, text }) => english.get(key)?.text === text && isWords(text) && !shared.has(text))
    expect(same.map(({ key, text }) => [key, text])).toEqual([])
  })

  test('have the spaces that French requires, all of them non-breaking', () => {
    expect(french.filter(({ text }) => hasWrongSpaces(text)).map(({ key, text }) => [key, text])).toEqual([])
  })
})
