import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Browser, BrowserContext } from 'playwright-core'
import { demoOrganiser } from '../../infra/local/issuer/accounts.ts'
import type { Plenary } from '../../infra/local/plenary.ts'
import { paths } from '../../shared/site/paths.ts'
import { loadTexts } from '../../shared/texts/texts.ts'
import { startPlenaryAt } from '../make/plenary.ts'
import { launchBrowser } from './browser.ts'
import { said } from './checks/said.ts'
import { signIn } from './people/staff.ts'

const en = await loadTexts('en')
const desk = paths.organiser.to({})

let plenary: Plenary
let browser: Browser

const newVisit = (): Promise<BrowserContext> => browser.newContext({ baseURL: plenary.siteUrl, locale: 'en-GB' })

beforeAll(async () => {
  plenary = await startPlenaryAt('2022-04-01T08:00:00.000Z')
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await plenary?.stop()
})

test('signing out in one tab ends the session in all, and the cookie opens nothing any more', async () => {
  const visit = await newVisit()
  const [one, other] = [await visit.newPage(), await visit.newPage()]
  await signIn(one, demoOrganiser, desk)
  await other.goto(desk)
  expect(await said(other.getByRole('heading', { level: 1 }))).toBe(en.organiser.desk.title)
  const cookies = await visit.cookies()

  // Another site, or a form of another session, cannot sign anybody out.
  const forged = await visit.request.post(paths.signOut.to({}), { form: { csrf: 'guess' } })
  await other.reload()
  expect([forged.status(), new URL(other.url()).pathname]).toEqual([403, desk])

  await one.getByRole('button', { name: en.site.signOut }).click()
  await one.waitForURL(plenary.siteUrl)
  await other.reload()
  expect(new URL(other.url()).pathname).toMatch(/^\/issuer\//)

  const thief = await newVisit()
  await thief.addCookies(cookies)
  const tried = await thief.request.get(desk, { maxRedirects: 0 })
  expect(tried.status()).toBe(303)
  expect(tried.headers()['location']).toMatch(/^\/sign-in\?/)
})
