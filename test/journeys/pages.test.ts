import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import { demoAccounts } from '../../infra/local/accounts.ts'
import type { Plenary } from '../../infra/local/runner.ts'
import { paths } from '../../shared/web/paths.ts'
import { startPlenaryAt } from '../make/plenary.ts'
import { launchBrowser } from './browser.ts'
import { accessibilityProblems, bringAxe, colourProblems, overflowing, watch } from './page-checks.ts'
import type { Reader } from './page-state.ts'
import { pageStates } from './page-states.ts'
import { signIn } from './staff.ts'
import { type Stage, setStage } from './stage/stage.ts'

const widths = [360, 768, 1280] as const
const largestPage = 30_000
/** Folder for pictures of all pages at all widths, light and dark; without it none are taken. */
const screenshots = process.env['SCREENSHOTS']

let plenary: Plenary
let browser: Browser
let stage: Stage
const readers = new Map<string, { readonly page: Page; readonly watched: ReturnType<typeof watch> }>()

const openReader = async (reader: Reader, locale: string): Promise<void> => {
  const context = await browser.newContext({ baseURL: plenary.siteUrl, locale, timezoneId: 'Europe/Sofia' })
  if (locale === 'en-GB') await bringAxe(context)
  const page = await context.newPage()
  const account = demoAccounts.find(({ roles }) => roles.some((role) => role === reader))
  if (account !== undefined) await signIn(page, account, paths[reader === 'organiser' ? 'organiser' : 'steering'].to({}))
  readers.set(`${reader} ${locale}`, { page, watched: watch(page) })
}

const readerOf = (name: string, locale: string) => {
  const state = pageStates[name]
  const reader = readers.get(`${state?.reader} ${locale}`)
  if (state === undefined || reader === undefined) throw new Error(`nobody reads ${name}`)
  return { ...state, ...reader }
}

beforeAll(async () => {
  plenary = await startPlenaryAt('2022-04-20T08:00:00.000Z')
  browser = await launchBrowser()
  stage = await setStage(plenary)
  for (const reader of ['attendee', 'organiser', 'steering'] as const) {
    for (const locale of ['en-GB', 'fr-FR']) await openReader(reader, locale)
  }
  if (screenshots !== undefined) mkdirSync(screenshots, { recursive: true })
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await plenary?.stop()
})

const names = Object.keys(pageStates)

/** Tells where somebody would have to scroll sideways, be the screen small or large. */
const expectNoScrolling = async (page: Page): Promise<void> => {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 740 })
    expect([await page.locator('html').getAttribute('lang'), width, await overflowing(page)]).toEqual([expect.any(String), width, []])
  }
}

/** What is wrong with a page in light and in dark. */
const looksOf = async (page: Page): Promise<{ light: readonly string[]; dark: readonly string[] }> => {
  const light = await accessibilityProblems(page)
  await page.emulateMedia({ colorScheme: 'dark' })
  return { light, dark: await colourProblems(page) }
}

describe.each(names)('the page %s', (name) => {
  test('can be used by everybody, in light and dark, on small and large screens, and in French, and loads without complaints', async () => {
    const { page, open, status, largest, watched } = readerOf(name, 'en-GB')
    const { page: french } = readerOf(name, 'fr-FR')
    await page.setViewportSize({ width: 1280, height: 900 })
    await page.emulateMedia({ colorScheme: 'light' })
    await open(page, stage)
    // The French page is looked at beside the English one, which is open and asks nothing of the service any more.
    const [looks] = await Promise.all([looksOf(page), open(french, stage).then(() => expectNoScrolling(french))])
    expect({ ...looks, complaints: watched.complaints() }).toEqual({ light: [], dark: [], complaints: [] })
    const answer = await watched.answer()
    expect(answer.status).toBe(status ?? 200)
    expect(answer.bytes).toBeLessThanOrEqual(largest ?? largestPage)
    await expectNoScrolling(page)
  })

  if (screenshots !== undefined) {
    test('has its picture taken', async () => {
      const { page, open } = readerOf(name, 'en-GB')
      await open(page, stage)
      for (const width of widths) {
        await page.setViewportSize({ width, height: 800 })
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme })
          await page.screenshot({ fullPage: true, path: join(screenshots, `${name}-${width}-${colorScheme}.png`) })
        }
      }
      const { page: french } = readerOf(name, 'fr-FR')
      await open(french, stage)
      await french.setViewportSize({ width: 360, height: 800 })
      await french.screenshot({ fullPage: true, path: join(screenshots, `${name}-360-french.png`) })
    })
  }
})
