import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { html } from '../../../shared/site/html.ts'
import { formattedText } from '../../../shared/views/page/formatted-text.ts'
import { textOf } from '../markup.ts'

const shown = (text: string, highest = 3): Promise<string> => textOf(html`${formattedText(text, highest)}`)

/** Every tag that a text can become, with the attributes it can have. */
const allowed =
  /^<\/?(?:div class="formatted"|div|p class="lines"|span class="lines"|p|span|em|strong|ul|ol start="\d+"|ol|li|blockquote|pre|code|hr|h[3-6]|a href="(?:https?:\/\/|mailto:)[^"<>]*"|a)>$/

describe('a text in Markdown', () => {
  test.each([
    ['plain', 'One line,\nand the next.\n\nA paragraph.', '<p class="lines">One line,\nand the next.</p><p class="lines">A paragraph.</p>'],
    ['emphasis', '**Bold** and *so*.', '<p class="lines"><strong>Bold</strong> and <em>so</em>.</p>'],
    ['line ends', 'A *b*\nc', '<p class="lines">A <em>b</em>\nc</p>'],
    [
      'a list',
      '- one\n- **two**',
      '<ul><li><span class="lines">one</span></li><li><span class="lines"><strong>two</strong></span></li></ul>',
    ],
    [
      'a numbered list',
      '3. three\n4. four',
      '<ol start="3"><li><span class="lines">three</span></li><li><span class="lines">four</span></li></ol>',
    ],
    ['a link', '[the call](https://example.org/a_b)', '<p class="lines"><a href="https://example.org/a_b">the call</a></p>'],
    [
      'a link by reference',
      '[the call][1]\n\n[1]: https://example.org/1',
      '<p class="lines"><a href="https://example.org/1">the call</a></p>',
    ],
    [
      'an address as it is',
      'See https://example.org/a_b*',
      '<p class="lines">See <a href="https://example.org/a_b*">https://example.org/a_b*</a></p>',
    ],
    ['a heading', '# Who should come\n\nYou.', '<h3>Who should come</h3><p class="lines">You.</p>'],
    ['a name with an underscore', 'IMG_2022_05.pdf', '<p class="lines">IMG_2022_05.pdf</p>'],
  ])('shows %s', async (_, text, expected) => {
    expect((await shown(text)).replace(/^<div class="formatted">(.*)<\/div>$/s, '$1')).toBe(expected)
  })

  test.each([
    ['a script', '<script>alert(1)</script> *x*', 'alert(1)'],
    ['a handler', '<img src=x onerror=alert(1)>', 'onerror=alert(1)'],
    ['a link that runs', '[x](javascript:alert(1))', 'x'],
    ['a link that runs, hidden', '[x](java&#115;cript&colon;alert(1))', 'x'],
    ['data', '[x](data:text/html;base64,PHNjcmlwdD4=)', 'x'],
    ['a link to our own pages', '[x](/organiser)', 'x'],
    ['a name and password', '[x](https://a:b@example.org/)', 'x'],
    ['a picture of another site', '![a map](https://tracker.example/p.gif)', 'a map'],
    ['a link in a link', '[a https://example.org/ b](https://example.com/)', 'https://example.org/'],
  ])('shows only the words of %s', async (_, text, words) => {
    const markup = await shown(text)
    expect(markup).toContain(words)
    expect(markup).not.toMatch(/<(?:script|img)|javascript:|data:text|tracker|a:b@|href="\/|<a [^>]*>[^<]*<a /)
  })

  test('begins its headings below those around it', async () => {
    expect(await shown('# a\n\n###### b', 5)).toBe('<div class="formatted"><h5>a</h5><h6>b</h6></div>')
  })

  test('becomes no markup but what is listed, whatever is typed', async () => {
    const pieces = [
      '*',
      '_',
      '`',
      '[',
      ']',
      '(',
      ')',
      '<',
      '>',
      '"',
      "'",
      '!',
      '#',
      '- ',
      '1. ',
      '\n',
      '\n\n',
      '    ',
      '\\',
      '&lt;',
      '&#60;',
      '&',
      '| ',
    ]
    const words = ['https://example.org', 'javascript:alert(1)', 'script', 'a href', 'onclick=x', 'x', '[1]: ', 'mailto:a@b.example']
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...pieces, ...words), { maxLength: 40 }), async (parts) => {
        const tags = (await shown(parts.join(''))).match(/<[^>]*>/g) ?? []
        expect(tags.filter((tag) => !allowed.test(tag))).toEqual([])
      }),
      { numRuns: 500 },
    )
  })
})
