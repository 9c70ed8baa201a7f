import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import { samples } from '../../infra/local/mails/samples.ts'
import { launchBrowser } from './browser.ts'
import { showMail } from './checks/mail-reader.ts'
import { accessibilityProblems, overflowing } from './checks/page-checks.ts'

const widths = [320, 640] as const
/** Folder for screenshots of all mails at both widths, light, dark and with pictures blocked; without it none are taken. */
const screenshots = process.env['SCREENSHOTS']

let browser: Browser
let page: Page

beforeAll(async () => {
  browser = await launchBrowser()
  page = await browser.newPage()
  if (screenshots !== undefined) mkdirSync(screenshots, { recursive: true })
})
afterAll(() => browser?.close())

const picture = (...name: readonly (string | number)[]): { path: string; fullPage: true } => ({
  path: join(screenshots ?? '', `mail-${name.join('-')}.png`),
  fullPage: true,
})

describe.each(samples.map(({ name, message }) => [name, message] as const))('the mail %s', (name, message) => {
  test('is accessible on a phone and on a desktop, in light and dark', async () => {
    await showMail(page, message, 'shown')
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      for (const width of widths) {
        await page.setViewportSize({ width, height: 800 })
        expect([width, await overflowing(page)]).toEqual([width, []])
        if (screenshots !== undefined) await page.screenshot(picture(name, width, colorScheme))
      }
      expect([colorScheme, await accessibilityProblems(page)]).toEqual([colorScheme, []])
    }
  })

  test('loses only the emblem when pictures are blocked', async () => {
    await page.emulateMedia({ colorScheme: 'light' })
    await page.setViewportSize({ width: 320, height: 800 })
    await showMail(page, message, 'blocked')
    expect(await overflowing(page)).toEqual([])
    expect(await page.locator('img').evaluateAll((images) => images.map((image) => image.getAttribute('alt')))).toEqual([
      message.language === 'en' ? 'Emblem of the European Union' : 'Emblème de l’Union européenne',
    ])
    if (screenshots !== undefined) await page.screenshot(picture(name, 320, 'blocked'))
  })
})
