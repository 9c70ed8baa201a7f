import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { readTexts } from '../../infra/texts/check.ts'

let root = ''
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'texts-'))
  write('en/mail.json', { mail: { greeting: 'Dear {name},', nobody: 'Hello,' } })
  write('en/home.json', { home: { left: '{count, plural, one {# place} other {# places}}' } })
  write('fr/mail.json', { mail: { greeting: 'Bonjour {name},', nobody: 'Bonjour,' } })
  write('fr/home.json', { home: { left: '{count, plural, one {# place} many {# de places} other {# places}}' } })
})
afterEach(() => rmSync(root, { recursive: true }))

const write = (file: string, content: unknown): void => {
  const path = join(root, 'shared/texts', file)
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
}

const problems = (): readonly string[] => readTexts(root, ['en', 'fr']).problems

test('texts that correspond in both languages are accepted', () => expect(problems()).toEqual([]))

describe('the check names file and key of', () => {
  test('a text missing in a language', () => {
    write('fr/mail.json', { mail: { greeting: 'Bonjour {name},' } })
    expect(problems()).toEqual(['shared/texts/fr/mail.json: mail.nobody is missing'])
  })

  test('a file missing in a language, in one line', () => {
    rmSync(join(root, 'shared/texts/fr/mail.json'))
    expect(problems()).toEqual(['shared/texts/fr/mail.json is missing'])
  })

  test('a text missing in English', () => {
    write('fr/mail.json', { mail: { greeting: 'Bonjour {name},', nobody: 'Bonjour,', old: 'Salut,' } })
    expect(problems()).toEqual(['shared/texts/fr/mail.json: mail.old is not an English text'])
  })

  test('a text in a different file from the English one', () => {
    write('fr/mail.json', { mail: { greeting: 'Bonjour {name},' } })
    write('fr/home.json', { home: { left: 'x {count, plural, one {#} many {#} other {#}}' }, mail: { nobody: 'Bonjour,' } })
    expect(problems()).toEqual(['shared/texts/fr/home.json: mail.nobody belongs in shared/texts/fr/mail.json'])
  })

  test('a duplicate text', () => {
    write('en/home.json', { home: { left: '{count, plural, one {# place} other {# places}}' }, mail: { nobody: 'Hello,' } })
    expect(problems()).toContain('shared/texts/en/mail.json: mail.nobody is also in shared/texts/en/home.json')
  })

  test('arguments missing in English', () => {
    write('fr/mail.json', { mail: { greeting: 'Bonjour {nom},', nobody: 'Bonjour,' } })
    expect(problems()).toEqual([
      'shared/texts/fr/mail.json: mail.greeting does not use {name}, which English does',
      'shared/texts/fr/mail.json: mail.greeting uses {nom}, which English does not',
    ])
  })

  test('a number without its plural', () => {
    write('fr/home.json', { home: { left: '{count} places' } })
    expect(problems()).toEqual(['shared/texts/fr/home.json: home.left uses {count} as text, English as number'])
  })

  test('an unreadable text', () => {
    write('fr/mail.json', { mail: { greeting: "L'{name}", nobody: 'Bonjour,' } })
    expect(problems()).toEqual([expect.stringMatching(/^shared\/texts\/fr\/mail\.json: mail\.greeting has a straight apostrophe/)])
  })

  test('what is neither a text nor a group of texts', () => {
    write('fr/mail.json', { mail: { greeting: ['Bonjour {name},'], nobody: 'Bonjour,' } })
    expect(problems()).toContain('shared/texts/fr/mail.json: mail.greeting is neither a text nor a group of texts')
  })

  test('a file that is not JSON', () => {
    write('fr/mail.json', '{ "mail": ')
    expect(problems()).toEqual([expect.stringMatching(/^shared\/texts\/fr\/mail\.json is not JSON/)])
  })
})
