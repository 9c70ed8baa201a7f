import { describe, expect, test } from '@jest/globals'
import { createFilter } from '../../../infra/local/lambda/filters.ts'

const passes = (pattern: unknown, record: unknown): boolean => createFilter([JSON.stringify(pattern)])(record)

describe('which stream records reach a function', () => {
  test('all of them, without a pattern', () => {
    expect(createFilter([])({ eventName: 'REMOVE' })).toBe(true)
  })

  test.each([
    ['an exact value', { eventName: ['INSERT'] }, { eventName: 'INSERT' }, { eventName: 'MODIFY' }],
    ['one of several values', { eventName: ['INSERT', 'MODIFY'] }, { eventName: 'MODIFY' }, { eventName: 'REMOVE' }],
    ['a beginning', { sk: { S: [{ prefix: 'SEATS#' }] } }, { sk: { S: 'SEATS#01' } }, { sk: { S: 'EVENT' } }],
    ['an ending', { sk: [{ suffix: '.ics' }] }, { sk: 'a.ics' }, { sk: 'a.txt' }],
    ['an attribute that is there', { due: { S: [{ exists: true }] } }, { due: { S: 'survey' } }, {}],
    ['an attribute that is not', { due: { S: [{ exists: false }] } }, {}, { due: { S: 'survey' } }],
    ['anything but a value', { state: [{ 'anything-but': ['sent'] }] }, { state: 'pending' }, { state: 'sent' }],
    ['anything but a beginning', { pk: [{ 'anything-but': { prefix: 'KEY#' } }] }, { pk: 'EVENT#a' }, { pk: 'KEY#a' }],
    ['a member of a list', { tags: { set: ['a', 'b'] } }, { tags: { set: ['x', 'b'] } }, { tags: { set: ['x'] } }],
    ['all of several conditions', { a: [1], b: { c: [true] } }, { a: 1, b: { c: true } }, { a: 1, b: { c: false } }],
  ])('%s', (_, pattern, fitting, other) => {
    expect([passes(pattern, fitting), passes(pattern, other)]).toEqual([true, false])
  })

  test('any of several patterns is enough', () => {
    const filter = createFilter(['{"a":[1]}', '{"b":[2]}'])
    expect([filter({ a: 1 }), filter({ b: 2 }), filter({ a: 2, b: 1 })]).toEqual([true, true, false])
  })

  test.each([['{"a":[{"numeric":[">",1]}]}'], ['{"$or":[{"a":[1]}]}']])('an unknown pattern stops the run: %s', (pattern) => {
    expect(() => createFilter([pattern])).toThrow()
  })
})
