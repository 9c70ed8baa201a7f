import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { logger } from '../../shared/runtime/logger.ts'
import { paths } from '../../shared/site/paths.ts'
import { loadTexts } from '../../shared/texts/texts.ts'
import { type FilesSite, startFilesSite } from '../make/files-site.ts'
import { organiser } from '../make/programme.ts'
import { launchBrowser } from './browser.ts'
import { accessibilityProblems, overflowing, watch } from './checks/page-checks.ts'
import { said } from './checks/said.ts'

const plan = { id: 'plan', label: 'Your procurement plan', help: 'As far as it is public.', required: true }
const picture = { id: 'picture', label: 'A picture of you', required: false }
const { files: texts } = (await loadTexts('en')).registration

const pdf = { name: 'Plan für Ää 計画.pdf', mimeType: 'application/pdf', buffer: Buffer.from(`%PDF-1.7${'x'.repeat(1_500_000)}`) }
const tooLarge = { name: 'large.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(5 * 1024 * 1024 + 1, 'x') }

let site: FilesSite
let browser: Browser
beforeAll(async () => {
  logger.setLogLevel('SILENT')
  site = await startFilesSite([plan, picture])
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await site?.stop()
})

const newPage = async (options: BrowserContextOptions = {}): Promise<Page> => {
  const context = await browser.newContext({ baseURL: site.siteUrl, locale: 'en-GB', ...options })
  return context.newPage()
}

const panel = (page: Page, label: string) => page.locator('.panel', { has: page.getByRole('heading', { name: label }) })

describe.each([
  ['with scripts', 1, true],
  ['without scripts', 2, false],
] as const)('a file is uploaded from a browser %s', (_, person, javaScriptEnabled) => {
  test('straight to the bucket, and back to the page that shows it', async () => {
    const page = await newPage({ javaScriptEnabled })
    const { complaints } = watch(page)
    await page.goto(site.registrationPath(person))
    await panel(page, plan.label).locator('input[type=file]').setInputFiles(pdf)
    await panel(page, plan.label).getByRole('button', { name: texts.send }).click()
    expect(await said(page.getByRole('status'))).toBe(texts.arrived({ label: plan.label }))
    expect(page.url()).toMatch(/etag=/)
    expect(await said(panel(page, plan.label))).toContain(`${pdf.name} (1.5 MB)`)
    await panel(page, plan.label)
      .getByRole('button', { name: texts.removeFor({ label: plan.label }) })
      .click()
    await panel(page, plan.label).getByText(texts.missing).waitFor()
    expect(complaints()).toEqual([])
    await page.context().close()
  })
})

test('a file that is too large is not even sent, and the page says so', async () => {
  const page = await newPage()
  await page.goto(site.registrationPath(1))
  const input = panel(page, plan.label).locator('input[type=file]')
  await input.setInputFiles(tooLarge)
  expect(await input.evaluate((element: HTMLInputElement) => element.validationMessage)).toBe(texts.tooLarge({ megabytes: 5 }))
  await panel(page, plan.label).getByRole('button', { name: texts.send }).click()
  expect(new URL(page.url()).pathname).toBe(site.registrationPath(1))
  await input.setInputFiles(pdf)
  await panel(page, plan.label).getByRole('button', { name: texts.send }).click()
  await page.waitForURL(/etag=/)
  await site.takeUploads()
  await page.context().close()
})

test.each([360, 1280])('the pages about files are accessible at %d px', async (width) => {
  const [name, value = ''] = (await site.cookieOf(organiser)).split('=')
  const page = await newPage({ viewport: { width, height: 900 } })
  await page.context().addCookies([{ name: name ?? '', value, url: site.siteUrl }])
  for (const path of [site.registrationPath(1), paths.eventRegistrations.to({ slug: site.slug })]) {
    await page.goto(path)
    expect(await said(page.locator('main'))).toContain(pdf.name)
    expect([await accessibilityProblems(page), await overflowing(page)]).toEqual([[], []])
    const folder = process.env['SCREENSHOTS']
    if (folder !== undefined) await page.screenshot({ path: `${folder}/files-${path.split('/')[1]}-${width}.png`, fullPage: true })
  }
  await page.context().close()
})

test('the organiser’s browser saves a file under its original name', async () => {
  const page = await newPage()
  const [name, value = ''] = (await site.cookieOf(organiser)).split('=')
  await page.context().addCookies([{ name: name ?? '', value, url: site.siteUrl }])
  await page.goto(paths.eventRegistrations.to({ slug: site.slug }))
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: pdf.name }).click()])
  expect(download.suggestedFilename()).toBe(pdf.name)
  await page.context().close()
})
