import { describe, expect, test } from '@jest/globals'
import { html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { layout } from '../../../shared/views/page/layout.ts'
import { makeContext } from '../../make/page-context.ts'
import { textOf } from '../markup.ts'

const page = (context: PageContext): Promise<string> => textOf(layout(context, { title: 'A title', main: html`<h1>A title</h1>` }))

const navigation = (text: string): readonly string[] =>
  [...(text.match(/<nav class="site-nav".*?<\/nav>/s)?.[0] ?? '').matchAll(/<a href="(.*?)"/g)].map(([, href = '']) => href)

describe('every page', () => {
  test('links attendees to the events and to information about the network', async () => {
    expect(navigation(await page(makeContext()))).toEqual(['/', '/about'])
  })

  test.each([
    [['organiser'], ['/', '/organiser', '/proposals', '/about']],
    [['steering'], ['/', '/steering', '/proposals', '/about']],
    [
      ['organiser', 'steering'],
      ['/', '/organiser', '/steering', '/proposals', '/about'],
    ],
  ] as const)('links staff (%s) to their own parts', async (roles, links) => {
    expect(navigation(await page(makeContext('en', { staff: { subject: 'a', name: 'A', roles, csrf: 'c' } })))).toEqual(links)
  })

  test('marks where the reader is, whatever the filter', async () => {
    expect((await page(makeContext('en', { here: '/?kind=webinar' }))).match(/<a href="\/" aria-current="page">/g)).toHaveLength(1)
    expect((await page(makeContext('en', { here: '/events/x' }))).match(/aria-current="page"/g)).toBeNull()
  })

  test('returns to the same page after a change of language or a sign-in', async () => {
    const text = await page(makeContext('en', { here: '/?kind=webinar&topic=a"b' }))
    expect(text.match(/name="back" value="(.*?)"/)?.[1]).toBe('/?kind=webinar&amp;topic=a&quot;b')
    expect(text.match(/href="\/sign-in\?back=(.*?)"/)?.[1]).toBe('%2F%3Fkind%3Dwebinar%26topic%3Da%22b')
  })

  test('offers each other language under its own name, with a form that works without scripts', async () => {
    expect((await page(makeContext('fr'))).match(/<button class="language"[^>]*>/g)).toEqual([
      '<button class="language" name="language" value="en" lang="en">',
    ])
    expect((await page(makeContext('en'))).match(/<button class="language"[^>]*>[^<]*/g)).toEqual([
      '<button class="language" name="language" value="fr" lang="fr">Français',
    ])
  })

  test('signs staff out with a form that another site cannot send', async () => {
    const text = await page(makeContext('en', { staff: { subject: 'olivia', name: 'Olivia <O>', roles: ['organiser'], csrf: 'secret"' } }))
    expect(text.match(/action="\/sign-out"><input type="hidden" name="csrf" value="(.*?)">/)?.[1]).toBe('secret&quot;')
    expect(text.match(/<span class="signed-in">(.*?)<\/span>/)?.[1]).toBe('Signed in as Olivia &lt;O&gt;')
  })
})
