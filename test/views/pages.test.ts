import { describe, expect, test } from '@jest/globals'
import { languages } from '../../shared/domain/basics/language.ts'
import { enhanceUrl } from '../../shared/views/assets/addresses.ts'
import { makeContext } from '../make/page-context.ts'
import { attribute, headingLevels, textOf } from './markup.ts'
import { publicPages } from './pages.ts'

const withoutData = (page: string): string => page.replace(/<script type="application\/ld\+json">.*?<\/script>/s, '')

const hereByForeignHand = `/events/x?"'><script>alert(1)</script>`

describe.each(languages)('in %s', (language) => {
  const context = makeContext(language, { here: hereByForeignHand })

  describe.each(Object.entries(publicPages))('the page "%s"', (_name, view) => {
    test('shows other people’s texts as text, never as markup', async () => {
      const scripts = withoutData(await textOf(view(context))).match(/<script[^>]*>/g)
      expect(scripts).toEqual([`<script type="module" src="${enhanceUrl}">`])
    })

    test('has no inline styles or handlers, which the security policy would block', async () => {
      expect(withoutData(await textOf(view(context))).match(/<style|<[^>]+\s(?:style|on[a-z]+)=/gi)).toBeNull()
    })

    test('has one main heading, and no level is skipped', async () => {
      const levels = headingLevels(await textOf(view(context)))
      expect(levels.filter((level) => level === 1)).toEqual([1])
      expect(levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1)).toEqual([])
    })

    test('has unique ids, and every reference to an id resolves', async () => {
      const page = withoutData(await textOf(view(context)))
      const ids = attribute(page, 'id')
      const named = [
        ...['for', 'aria-describedby', 'aria-labelledby'].flatMap((name) => attribute(page, name).flatMap((value) => value.split(' '))),
        ...attribute(page, 'href').flatMap((href) => (href.startsWith('#') ? [href.slice(1)] : [])),
      ]
      expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
      expect(named.filter((id) => !ids.includes(id))).toEqual([])
    })

    test('states its language and contains no typos', async () => {
      const page = await textOf(view(context))
      expect(page.startsWith(`<!doctype html>\n<html lang="${language}">`)).toBe(true)
      expect(page.match(/undefined|\[object|NaN|=>/g)).toBeNull()
    })

    test('has the emblem and the grant statement', async () => {
      const page = await textOf(view(context))
      expect(page.match(/eu-emblem\.[0-9a-f]{10}\.svg/g)).toHaveLength(1)
      expect(page.match(/832875/g)?.length).toBeGreaterThan(0)
    })
  })
})
