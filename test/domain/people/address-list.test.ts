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

describe('a line with several recipients', () => {
  test.each([
    [
      'Anna Example <pa@one.example.org>; Ben Example <pb@two.example.org>; Cid Example <pc@three.example.org>',
      ['pa@one.example.org', 'pb@two.example.org', 'pc@three.example.org'],
    ],
    ['a@one.example, b@two.example,c@three.example', ['a@one.example', 'b@two.example', 'c@three.example']],
    ['<a@one.example>;<b@two.example>', ['a@one.example', 'b@two.example']],
    ['<a@one.example><b@two.example>', ['a@one.example', 'b@two.example']],
    ['Anna <a@one.example> Ben <b@two.example>', ['a@one.example', 'b@two.example']],
    ['"Example; \\"Anna\\"" <a@one.example>', ['a@one.example']],
    ['"Example, Anna" <a@one.example>, "Ben; B." <b@two.example>', ['a@one.example', 'b@two.example']],
    ['Example, Anna <a@one.example>; Example, Ben, M.Sc. <b@two.example>', ['a@one.example', 'b@two.example']],
    ["'a@one.example' <a@one.example>, O'Neil, Pat <o'neil@two.example>", ['a@one.example', "o'neil@two.example"]],
    ['a@one.example\tb@two.example\t', ['a@one.example', 'b@two.example']],
    ['a@one.example b@two.example', ['a@one.example', 'b@two.example']],
    ['mailto:a@one.example, Ben <mailto:b@two.example>', ['a@one.example', 'b@two.example']],
    ['one.example; @two.example, c@three.example', ['one.example', 'two.example', 'c@three.example']],
    ['Anna\ta@one.example\tMinistry', ['a@one.example'], 'Anna', 'Ministry'],
    ['nobody, a@one.example; b@', ['a@one.example'], 'nobody', 'b@'],
    ['one.example, Anna <a@two.example>', [], 'one.example, Anna <a@two.example>'],
    ['b@two.example <a@one.example>', [], 'b@two.example <a@one.example>'],
    ['Anna <>; <<a@one.example>>', [], 'Anna <>', '<<a@one.example>', '>'],
  ] satisfies readonly (readonly [string, readonly string[], ...string[]])[])('%s is taken, or comes back', (line, entries, ...refused) => {
    const read = readEntries(['first@one.example.org', line])
    expect(read.entries.slice(1)).toEqual(entries)
    expect(read.refused.map((each) => [each.line, each.text])).toEqual(refused.map((text) => [2, text]))
  })

  test('is not searched for by one of them', () => {
    expect(searchOf('Anna <a@one.example>; <b@two.example>')).toBe('anna <a@one.example>; <b@two.example>')
    expect(searchOf('Anna <a@one.example>;')).toBe('a@one.example')
  })

  test('may be absurdly long', () => {
    const units = ['<', '"', '"\\', ',', 'a@b.example,', '<a', ' ', 'a ']
    expect(units.map((unit) => readEntries([unit.repeat(20_000)]).entries.length)).toEqual([0, 0, 0, 0, 1, 0, 0, 0])
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
