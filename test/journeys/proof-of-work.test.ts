import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import type { Plenary } from '../../infra/local/plenary.ts'
import { paths } from '../../shared/site/paths.ts'
import { loadTexts } from '../../shared/texts/texts.ts'
import { startPlenaryAt } from '../make/plenary.ts'
import { launchBrowser } from './browser.ts'
import { tabTo } from './checks/keyboard.ts'
import { accessibilityProblems, watch } from './checks/page-checks.ts'
import { askOften, sendFrom } from './people/elsewhere.ts'
import { newestMail } from './people/mailbox.ts'
import { contractWorkshop } from './people/programme.ts'
import { createStagehands } from './stage/stagehands.ts'

const { fields, register } = await loadTexts('en')
const office = '127.88.0.1'

let plenary: Plenary
let browser: Browser
let slug: string

beforeAll(async () => {
  plenary = await startPlenaryAt('2022-04-01T08:00:00.000Z')
  browser = await launchBrowser()
  slug = await createStagehands(plenary).publish(contractWorkshop)
  await askOften(plenary, office)
})
afterAll(async () => {
  await browser?.close()
  await plenary?.stop()
})

/** The form filled in and sent from the office. */
const sent = async (email: string, options: BrowserContextOptions = {}): Promise<Page> => {
  const page = await (await browser.newContext({ baseURL: plenary.siteUrl, locale: 'en-GB', ...options })).newPage()
  await sendFrom(page, office)
  await page.goto(paths.register.to({ slug }))
  await page.getByLabel(fields.name.label).fill('Ana Kovač')
  await page.getByLabel(fields.email.label).fill(email)
  await page.getByLabel(fields.organisation.label).fill('Ministry of the Interior')
  await page.getByLabel(fields.country.label).selectOption('EE')
  await page.locator('[name="role"]').first().check()
  await page.locator('[name="consent"]').check()
  await page.getByRole('button', { name: register.ways.open.submit }).click()
  await page.getByText(register.proof.why).waitFor()
  return page
}

test('somebody in an office that sent many requests is registered once the browser has solved the challenge', async () => {
  const page = await sent('ana@office.example')
  const watched = watch(page)
  await page.getByRole('status').filter({ hasText: register.proof.verified }).waitFor()
  expect(await page.getByRole('checkbox', { name: register.proof.verified }).isChecked()).toBe(true)
  expect(await page.locator('altcha-widget a').count()).toBe(0)
  expect({ problems: await accessibilityProblems(page), complaints: watched.complaints() }).toEqual({ problems: [], complaints: [] })
  await tabTo(page, register.ways.open.submit)
  await page.keyboard.press('Enter')
  await page.waitForURL('**/*status=confirmed')
  expect((await newestMail(plenary, 'ana@office.example')).subject).toContain(contractWorkshop.title)
  await page.context().close()
})

test('a form sent too early waits for the solution', async () => {
  const page = await sent('bo@office.example')
  await page.locator('altcha-widget').waitFor()
  await page.getByRole('button', { name: register.ways.open.submit }).click()
  await page.waitForURL('**/*status=confirmed')
  await page.context().close()
})

test('without scripts, the address is confirmed by mail instead', async () => {
  const page = await sent('cy@office.example', { javaScriptEnabled: false })
  expect(await page.locator('main').textContent()).toContain(register.proof.noScript)
  await page.getByRole('button', { name: register.proof.byMail }).click()
  await page.waitForURL('**/*status=offered')
  await page.context().close()
})
