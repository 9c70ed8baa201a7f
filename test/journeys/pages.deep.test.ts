import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import { accessibilityProblems, colourProblems, overflowing } from './checks/page-checks.ts'
import { type Locale, type Readers, startReading } from './readers.ts'
import { pageStates } from './states/page-states.ts'

const widths = [320, 360, 768, 1280] as const
const locales: readonly Locale[] = ['en-GB', 'fr-FR']
/** Folder for screenshots of all pages in all languages, at all widths, light and dark; without it none are taken. */
const screenshots = process.env['SCREENSHOTS']

let readers: Readers
beforeAll(async () => {
  readers = await startReading(locales)
  if (screenshots !== undefined) mkdirSync(screenshots, { recursive: true })
})
afterAll(() => readers?.stop())

/** What is wrong with a page at a width, in light and dark. */
const looksOf = async (page: Page, name: string, width: number) => {
  const problems: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    problems.push(...(await (colorScheme === 'light' ? accessibilityProblems : colourProblems)(page)))
    if (screenshots !== undefined) await page.screenshot({ fullPage: true, path: join(screenshots, `${name}-${width}-${colorScheme}.png`) })
  }
  return problems
}

describe.each(Object.keys(pageStates))('the page %s', (name) => {
  test.each(locales)(
    'in %s is accessible, in light and dark, on small and large screens',
    async (locale) => {
      const { page, watched } = await readers.open(name, locale)
      const language = locale.slice(0, 2)
      for (const width of widths) {
        await page.setViewportSize({ width, height: 740 })
        const wide = await overflowing(page)
        const problems = await looksOf(page, `${name}-${language}`, width)
        expect({ width, wide, problems }).toEqual({ width, wide: [], problems: [] })
      }
      expect([await page.locator('html').getAttribute('lang'), watched.complaints()]).toEqual([expect.any(String), []])
    },
    // The API's page is 285 kB long.
    300_000,
  )
})
