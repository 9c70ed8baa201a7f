import { describe, expect, test } from '@jest/globals'
import { readMessage } from '../../infra/texts/message.ts'

const argumentsOf = (text: string): Readonly<Record<string, unknown>> => Object.fromEntries(readMessage(text, 'en').arguments)

describe('a text requires', () => {
  test.each([
    ['nothing, where it is words alone', 'All events', {}],
    ['a word where one is put in', 'Dear {name},', { name: 'text' }],
    ['a number where words follow it', '{count, plural, one {# place left} other {# places left}}', { count: 'number' }],
    ['a number to be written as the language does', 'Session {number, number}', { number: 'number' }],
    [
      'a number also where it stands plainly beside its plural',
      '{n, plural, one {{n} of {all}} other {{n} of {all}}}',
      { n: 'number', all: 'text' },
    ],
    ['one of the words that it tells apart', '{who, select, group {Them} other {You}}', { who: ['group', 'other'] }],
  ])('%s', (_, text, wanted) => {
    expect([argumentsOf(text), readMessage(text, 'en').problems]).toEqual([wanted, []])
  })
})

describe('a translator is told of', () => {
  test.each([
    ['a plural form that the language does not have', 'en', '{n, plural, one {#} two {#} other {#}}', /^cannot be read: .*\btwo\b/],
    ['a plural form that the language has and the text misses', 'pl', '{n, plural, one {#} other {#}}', /lacks few, many/],
    ['the form for millions in French', 'fr', '{n, plural, one {#} other {#}}', /lacks many: "fr" needs one, many, other/],
    [
      'a plural within a plural that misses a form',
      'en',
      '{n, plural, one {{m, plural, one {#} other {#}}} other {{m, plural, other {#}}}}',
      /\{m, .* lacks one/,
    ],
    ['a choice without a case for all others', 'en', '{who, select, group {Them}}', /lacks other/],
    ['a straight apostrophe, before which a brace would be no argument', 'fr', "l'{event}", /^has a straight apostrophe/],
    ['a brace that is not closed', 'en', 'Dear {name', /^cannot be read/],
    ['a brace that was not opened', 'en', 'Dear name}', /^has an unmatched brace/],
    ['a format that pages do not use', 'en', 'On {day, date}', /^\{day, date\} is not supported/],
    ['a text that is empty', 'en', '', /^is empty$/],
    ['a text that is not translated yet', 'en', ' ', /^is empty$/],
    ['a space that a reader would see twice', 'en', 'Dear ', /^begins or ends with a space/],
  ])('%s', (_, language, text, problem) => {
    expect(readMessage(text, language).problems).toEqual([expect.stringMatching(problem)])
  })
})
