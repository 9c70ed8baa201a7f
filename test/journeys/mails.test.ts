import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import { samples } from '../../infra/local/mails/samples.ts'
import { launchBrowser } from './browser.ts'
import { showMail } from './checks/mail-reader.ts'
import { accessibilityProblems, overflowing } from './checks/page-checks.ts'

let browser: Browser
let page: Page
beforeAll(async () => {
  browser = await launchBrowser()
  page = await browser.newPage({ viewport: { width: 320, height: 800 } })
})
afterAll(() => browser?.close())

// On a desktop, in dark mode and with pictures blocked: `mails.deep.test.ts`.
test.each(samples.map(({ name, message }) => [name, message] as const))('the mail %s is accessible on a phone', async (_, message) => {
  await showMail(page, message, 'shown')
  expect([await overflowing(page), await accessibilityProblems(page)]).toEqual([[], []])
})
