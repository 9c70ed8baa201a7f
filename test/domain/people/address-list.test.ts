import { describe, expect, test } from '@jest/globals'
import { admittingEntries, readEntries, searchOf } from '../../../shared/domain/people/address-list.ts'

describe('lines that somebody pastes', () => {
  test('become addresses and domains, in lower case and without duplicates', () => {
    const { entries, refused } = readEntries([
      'Anna@Example.ORG',
      '',
      '  anna@example.org.  ',
      'Bo Berg <bo.berg@Example.org>;',
      '@police.example',
      'POLICE.example.',
      'anna+events@example.org',
    ])
    expect(entries).toEqual(['anna@example.org', 'bo.berg@example.org', 'police.example', 'anna+events@example.org'])
    expect(refused).toEqual([])
  })

  test('may contain international domains in their own script', () => {
    expect(readEntries(['élise@préfecture.example', 'elise@préfecture.example', 'PRÉFECTURE.example']).entries).toEqual([
      'elise@xn--prfecture-c4a.example',
      'xn--prfecture-c4a.example',
    ])
  })

  test('that are neither come back with their number and what is wrong', () => {
    const { entries, refused } = readEntries([
      'anna@example.org',
      '',
      'anna@',
      'nobody',
      'a b@example.org',
      'eu',
      '*.example.org',
      `x@${'a'.repeat(300)}.eu`,
    ])
    expect(entries).toEqual(['anna@example.org'])
    expect(refused.map(({ line, code }) => [line, code])).toEqual([
      [3, 'email'],
      [4, 'domain'],
      [5, 'email'],
      [6, 'domain'],
      [7, 'domain'],
      [8, 'email'],
    ])
    expect(Math.max(...refused.map(({ text }) => text.length))).toBeLessThanOrEqual(120)
  })
})

test('an address is admitted by itself and its domain, not by a parent domain', () => {
  expect(admittingEntries('Anna@police.example.org')).toEqual(['anna@police.example.org', 'police.example.org'])
})

test('a list is searched for a whole address, or for the beginning of a domain', () => {
  expect([' Anna@Example.org', '@Example.o', 'préfecture.example', 'Ex'].map(searchOf)).toEqual([
    'anna@example.org',
    'example.o',
    'xn--prfecture-c4a.example',
    'ex',
  ])
})
