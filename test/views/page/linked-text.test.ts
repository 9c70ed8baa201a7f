import { expect, test } from '@jest/globals'
import { brokenAddress } from '../../../shared/views/page/email-address.ts'
import { formattedText } from '../../../shared/views/page/formatted-text.ts'
import { linkedText } from '../../../shared/views/page/linked-text.ts'

test('web addresses in an organiser’s text are whole links, and everything around them is text', async () => {
  const [markup] = formattedText('Read https://en.example/wiki/Procurement_(EU) and <b>https://example.org/straße-ü?a=1&b="2</b>.', 3)
  expect(String(await markup)).toBe(
    '<div class="formatted"><p class="lines">Read <a href="https://en.example/wiki/Procurement_(EU)">https://en.example/wiki/Procurement_(EU)</a> and &lt;b&gt;<a href="https://example.org/straße-ü?a=1&amp;b=">https://example.org/straße-ü?a=1&amp;b=</a>&quot;2&lt;/b&gt;.</p></div>',
  )
})

test.each(['javascript:alert(1)', 'data:text/html,x', 'file.example', 'ana@authority.example', 'ftp://x.example/a'])(
  '%s is no link',
  (text) => {
    expect(String(linkedText(`See ${text}.`))).toBe(`See ${text}.`)
  },
)

test('an e-mail address breaks after its @ and before its dots', () => {
  expect(String(brokenAddress('olga.novak@authority.example'))).toBe('olga<wbr>.novak@<wbr>authority<wbr>.example')
  expect(String(brokenAddress('<x>@a.example'))).toBe('&lt;x&gt;@<wbr>a<wbr>.example')
})
