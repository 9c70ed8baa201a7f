import { describe, expect, test } from '@jest/globals'
import { atWebLinks } from '../../shared/site/web-links.ts'

describe('a web address in a text stays whole', () => {
  test.each([
    'https://x.example/a?token=YWJjZA==',
    'https://x.example/d/1BRLTb-',
    'https://en.example/wiki/Procurement_(EU)',
    'https://example.org/ελλάδα',
    'https://example.org/straße-ü',
    'https://straße.example/x',
    'https://x.example/a_b_',
    'https://x.example/a?x=[1]&y=2',
    'https://x.example/p/%E2%82%AC/',
    'http://localhost:3000/x',
    'https://teams.example/l/19%3ameeting_x%40thread.v2/0?context=%7b%22Tid%22%7d',
  ])('%s', (address) => {
    const around = [
      '@',
      'See @.',
      '(@)',
      '(see @)',
      '«\u00a0@\u00a0»',
      '«@»',
      '“@”',
      '‘@’',
      '<@>',
      '"@"',
      '@, and',
      '@: then',
      '@;',
      '[@]',
      '@!',
    ]
    const cut = around.map((text) => [text, atWebLinks(text.replace('@', () => address))] as const)
    expect(cut).toEqual(cut.map(([text]) => [text, [text.split('@')[0], address, text.split('@')[1]]]))
  })
})

test('several addresses are told apart, and nothing of the text is lost', () => {
  const text = 'One https://a.example/1, two https://b.example/2 – three.'
  expect(atWebLinks(text)).toEqual(['One ', 'https://a.example/1', ', two ', 'https://b.example/2', ' – three.'])
})

test('nothing else becomes a link', () => {
  const text =
    'javascript:alert(1) data:text/html,x ftp://x.example/a //x.example/a www.x.example report.zip a@x.example mailto:a@x.example'
  expect(atWebLinks(text)).toEqual([text])
})
