import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import { demoOrganiser } from '../../infra/local/issuer/accounts.ts'
import type { Plenary } from '../../infra/local/plenary.ts'
import { paths } from '../../shared/site/paths.ts'
import { loadTexts } from '../../shared/texts/texts.ts'
import { startPlenaryAt } from '../make/plenary.ts'
import { launchBrowser } from './browser.ts'
import { said } from './checks/said.ts'
import { readMails } from './people/mailbox.ts'
import { signIn } from './people/staff.ts'

const en = await loadTexts('en')
const { planSeries: texts, eventForm, register, fields } = en
const slug = 'action-learning'
const [forAll, forOne] = ['anneli@hanked.example', 'bruno@compras.example']

let plenary: Plenary
let browser: Browser
let desk: Page
beforeAll(async () => {
  plenary = await startPlenaryAt('2022-04-01T08:00:00.000Z')
  browser = await launchBrowser()
  desk = await (await browser.newContext({ baseURL: plenary.siteUrl, locale: 'en-GB' })).newPage()
  // Publishing and cancelling deal with every date.
  desk.setDefaultTimeout(120_000)
  await signIn(desk, demoOrganiser, paths.organiser.to({}))
})
afterAll(async () => {
  await browser?.close()
  await plenary?.stop()
})

/** The UIDs in the invitations sent to an address. */
const invitations = async (address: string): Promise<readonly string[]> => {
  const own = (await readMails(plenary)).filter(({ recipient }) => recipient === address)
  const files = own.flatMap(
    ({ raw }) => raw.toString('latin1').match(/(?<=Content-Type: text\/calendar[\s\S]*?\r\n\r\n)[A-Za-z0-9+/=\r\n]+/g) ?? [],
  )
  return files.flatMap((file) => /^UID:(.*)$/m.exec(Buffer.from(file, 'base64').toString('utf8').replaceAll('\r\n', '\n'))?.[1] ?? [])
}

const registerFor = async (email: string, name: string, dates: readonly number[]): Promise<readonly string[]> => {
  const page = await (await browser.newContext({ baseURL: plenary.siteUrl, locale: 'en-GB' })).newPage()
  await page.goto(paths.series.to({ slug }))
  const boxes = page.locator('[name="events"]')
  for (let index = 0; index < (await boxes.count()); index++) await boxes.nth(index).setChecked(dates.includes(index))
  await page.getByLabel(fields.name.label).fill(name)
  await page.getByLabel(fields.email.label).fill(email)
  await page.getByLabel(fields.organisation.label).fill('Riigihangete keskus')
  await page.getByLabel(fields.country.label).selectOption('EE')
  await page.locator('[name="role"]').first().check()
  await page.locator('[name="consent"]').check()
  await page.getByRole('button', { name: en.series.submit }).click()
  await page.getByRole('heading', { level: 1, name: register.sent.title }).waitFor()
  const listed = await page.locator('.group-members li').allInnerTexts()
  await page.context().close()
  return listed
}

test('an organiser plans every second Tuesday, not on holidays, and sees the dates before anything is saved', async () => {
  await desk.getByRole('link', { name: texts.newTitle }).click()
  await desk.getByLabel(eventForm.fields.title, { exact: true }).fill('Action learning')
  await desk.getByLabel(eventForm.fields.summary).fill('One case in four workshops.')
  await desk.getByLabel(eventForm.fields.start, { exact: true }).fill('2022-10-18T10:00')
  await desk.getByLabel(eventForm.fields.end, { exact: true }).fill('2022-10-18T12:00')
  await desk.getByLabel(eventForm.fields.joinUrl).fill('https://meet.example/action-learning')
  await desk.getByLabel(texts.fields.count.label).fill('4')
  await desk.locator('#pattern summary').click()
  await desk.getByLabel('Belgium').check()
  await desk.getByRole('button', { name: texts.show }).click()
  const starts = await desk.locator('[name$=".start"]').evaluateAll((inputs) => inputs.map((input) => input.getAttribute('value')))
  expect(starts.map((start) => start?.slice(5, 10))).toEqual(['10-18', '11-01', '11-15', '11-29', '12-13'])
  expect(await desk.locator('[name$=".skip"]:checked').getAttribute('name')).toBe('dates.1.skip')
  expect((await fetch(plenary.siteUrl + paths.series.to({ slug }))).status).toBe(404)
})

test('moves one date, names another, and publishes all', async () => {
  await desk.locator('[name="dates.3.start"]').fill('2022-11-30T14:00')
  await desk.locator('[name="dates.3.end"]').fill('2022-11-30T16:00')
  await desk.locator('[name="dates.4.title"]').fill('Action learning: the contract')
  await desk.getByRole('button', { name: texts.save }).click()
  expect(await said(desk.getByRole('status'))).toBe(texts.notices.created)
  await desk.getByRole('button', { name: texts.publish({ count: 4 }) }).click()
  expect(await said(desk.getByRole('status'))).toBe(texts.notices.published)
  expect(await desk.locator('table tbody tr').count()).toBe(4)
  await desk.goto(paths.organiser.to({}))
  expect(await desk.getByRole('link', { name: 'Action learning', exact: true }).first().getAttribute('href')).toBe(
    paths.manageSeries.to({ slug }),
  )
})

test('one person registers for all dates and another for one, each with an invitation for each date', async () => {
  expect((await registerFor(forAll, 'Anneli Aas', [0, 1, 2, 3])).length).toBe(4)
  expect((await registerFor(forOne, 'Bruno Brito', [2])).length).toBe(1)
  expect([new Set(await invitations(forAll)).size, new Set(await invitations(forOne)).size]).toEqual([4, 1])
  await desk.goto(paths.manageSeries.to({ slug }))
  expect(await desk.locator('table tbody tr td:nth-child(3)').allInnerTexts()).toEqual(
    ['1', '1', '2', '1'].map((count) => `${count} registered`),
  )
})

test('cancels the dates that are left, and everyone is told', async () => {
  await desk.getByRole('link', { name: texts.cancel }).click()
  await desk.getByLabel(en.organiser.cancel.reason.label).fill('The trainer is not available.')
  await desk.getByRole('button', { name: texts.cancelSubmit }).click()
  expect(await said(desk.getByRole('status'))).toBe(texts.notices.cancelled)
  const told = (await readMails(plenary)).filter(({ text }) => text.includes('The trainer is not available.'))
  expect(told.filter(({ recipient }) => recipient === forAll).length).toBe(4)
  expect(told.filter(({ recipient }) => recipient === forOne).length).toBe(1)
})
