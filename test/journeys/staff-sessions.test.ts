import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { demoAdministrator, demoColleague, demoOrganiser, demoPassword } from '../../infra/local/issuer/accounts.ts'
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

test('whoever organises an event finds the way to manage it on its public pages; colleagues and strangers do not', async () => {
  const staffPage = await (await newVisit()).newPage()
  await signIn(staffPage, demoOrganiser, paths.newEvent.to({}))
  const { eventForm: texts } = en
  await staffPage.getByLabel(texts.fields.title).first().fill('Open house')
  await staffPage.getByLabel(texts.fields.summary).fill('An hour.')
  await staffPage.getByLabel(texts.fields.start).fill('2022-06-01T10:00')
  await staffPage.getByLabel(texts.fields.end, { exact: true }).fill('2022-06-01T11:00')
  await staffPage.getByRole('button', { name: texts.saveDraft }).last().click()
  await staffPage.getByRole('button', { name: en.organiser.manage.publish }).click()
  expect(await said(staffPage.getByRole('status'))).toBe(en.organiser.manage.notices.published)
  const slug = new URL(staffPage.url()).pathname.split('/')[3] ?? ''
  const manage = (page: Page) => page.getByRole('link', { name: en.site.manage.event })

  await staffPage.goto(paths.event.to({ slug }))
  expect(await said(staffPage.getByRole('banner'))).toContain(en.site.signedInAs({ name: demoOrganiser.name }))
  await manage(staffPage).click()
  expect(new URL(staffPage.url()).pathname).toBe(paths.manageEvent.to({ slug }))

  const colleague = await (await newVisit()).newPage()
  await signIn(colleague, demoColleague, desk)
  const stranger = await (await newVisit()).newPage()
  for (const page of [colleague, stranger]) {
    await page.goto(paths.event.to({ slug }))
    expect(await manage(page).count()).toBe(0)
  }
  expect(await said(stranger.getByRole('banner'))).toContain(en.site.signIn)

  await staffPage.goto(paths.event.to({ slug }))
  await staffPage.getByRole('button', { name: en.site.signOut }).click()
  await staffPage.goto(paths.event.to({ slug }))
  expect(await manage(staffPage).count()).toBe(0)
})

/** Signs in on the page of the issuer that a page led to. */
const signInHere = async (page: Page, email: string): Promise<void> => {
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password').fill(demoPassword)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL((url) => url.pathname.startsWith('/organiser'))
}

test('somebody who was away for too long finds everything they typed after signing in again, and sends it themselves', async () => {
  const visit = await newVisit()
  const [page, other] = [await visit.newPage(), await visit.newPage()]
  const { eventForm: texts } = en
  await signIn(page, demoOrganiser, paths.newEvent.to({}))
  await other.goto(paths.newEvent.to({}))
  const title = 'Typed before lunch: “quotes” & <tags>'
  await page.getByLabel(texts.fields.title).first().fill(title)
  await page.getByLabel(texts.fields.summary).fill('An hour on what changes.')
  await page.getByLabel(texts.fields.start).fill('2022-06-01T10:00')
  await page.getByLabel(texts.fields.end, { exact: true }).fill('2022-06-01T11:00')
  await other.getByLabel(texts.fields.title).first().fill('In the other tab')
  await plenary.clock.moveTo(new Date(Date.parse(plenary.clock.now()) + 31 * 60_000).toISOString())

  await page.getByRole('button', { name: texts.saveDraft }).last().click()
  await page.waitForURL(/issuer/)
  await signInHere(page, demoOrganiser.email)
  expect(new URL(page.url()).pathname).toBe(paths.newEvent.to({}))
  expect(await said(page.getByRole('status'))).toContain(en.restored.title)
  expect(await page.getByLabel(texts.fields.title).first().inputValue()).toBe(title)
  expect(await page.getByLabel(texts.fields.start).inputValue()).toBe('2022-06-01T10:00')
  // Nothing was sent by itself.
  const kept = page.url()
  await other.waitForLoadState()
  expect(await (await visit.request.get(desk)).text()).not.toContain('Typed before lunch')

  // What another tab has from before is still valid: it comes from the same person's session in this browser.
  await other.getByRole('link', { name: texts.fields.questions }).click()
  await other.getByRole('button', { name: texts.questionEditor.add }).click()
  await other.waitForLoadState()
  expect(await other.getByLabel(texts.fields.title).first().inputValue()).toBe('In the other tab')

  await page.getByRole('button', { name: texts.saveDraft }).last().click()
  await page.waitForURL(/done=created/)
  expect(await said(page.getByRole('heading', { level: 1 }))).toBe(title)

  // To somebody else at the same desk it is a new form.
  const stranger = await (await newVisit()).newPage()
  await signIn(stranger, demoColleague, kept)
  expect(await stranger.getByLabel(texts.fields.title).first().inputValue()).toBe('')
  expect(await stranger.getByRole('status').count()).toBe(0)
})

test('nothing typed is lost: it is offered again, and where a colleague saved meanwhile, both are shown beside each other', async () => {
  const visit = await newVisit()
  const page = await visit.newPage()
  const { eventForm: texts } = en
  const label = (name: keyof typeof texts.fields) => page.getByLabel(texts.fields[name], { exact: true })
  const unsaved = () => page.locator('[data-unsaved]')
  await page.setViewportSize({ width: 1280, height: 900 })
  await signIn(page, demoOrganiser, paths.newEvent.to({}))
  // What a webinar needs fits on two screens.
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThan(2 * 900)
  await label('title').fill('Typed and left')
  await label('summary').fill('An hour.')
  await label('start').fill('2022-06-01T10:00')
  await label('end').fill('2022-06-01T11:00')
  await page.getByRole('link', { name: texts.registration, exact: true }).click()
  await page.locator('#capacity').fill('25')
  await page.getByRole('link', { name: texts.fields.questions }).click()
  await page.getByRole('button', { name: texts.questionEditor.add }).click()
  await page.locator('[id="questions.0.label"]').fill('What do you eat?')
  await unsaved()
    .filter({ hasText: texts.unsaved({ fields: texts.fields.label }) })
    .waitFor()

  // The page is closed without a word, and opened anew.
  await page.goto(desk)
  await page.goto(paths.newEvent.to({}))
  expect(await label('title').inputValue()).toBe('')
  await page.getByRole('button', { name: texts.typedBefore.take }).click()
  await page.waitForLoadState()
  expect(await label('title').inputValue()).toBe('Typed and left')
  expect(await page.locator('[id="questions.0.label"]').inputValue()).toBe('What do you eat?')
  await page.getByRole('button', { name: texts.saveDraft }).last().click()
  await page.waitForURL(/done=created/)
  const slug = new URL(page.url()).pathname.split('/')[3] ?? ''
  // It is saved, so that a new form offers nothing.
  await page.goto(paths.newEvent.to({}))
  expect(await page.getByRole('button', { name: texts.typedBefore.take }).count()).toBe(0)

  // The same event in two tabs.
  const other = await visit.newPage()
  for (const tab of [page, other]) await tab.goto(paths.editEvent.to({ slug }))
  await other.getByLabel(texts.fields.title, { exact: true }).fill('Saved in the other tab')
  await other.getByRole('button', { name: texts.saveDraft }).last().click()
  await other.waitForURL(/done=saved/)
  await label('summary').fill('An hour on what was typed.')
  await page.getByRole('button', { name: texts.saveDraft }).last().click()
  await page.getByText(texts.conflict).first().waitFor()
  const rows = await page.getByRole('row').allInnerTexts()
  expect(rows.map((row) => row.split(/\s*[\t\n]\s*/))).toEqual([
    [texts.conflicts.field, texts.conflicts.saved, texts.conflicts.yours],
    [texts.fields.title, 'Saved in the other tab', 'Typed and left'],
    [texts.fields.summary, 'An hour.', 'An hour on what was typed.'],
  ])
  await label('title').fill('Saved in the other tab')
  await page.getByRole('button', { name: texts.saveDraft }).last().click()
  await page.waitForURL(/done=saved/)
  await page.goto(paths.editEvent.to({ slug }))
  expect([await label('title').inputValue(), await label('summary').inputValue()]).toEqual([
    'Saved in the other tab',
    'An hour on what was typed.',
  ])
  expect(await page.getByRole('button', { name: texts.typedBefore.take }).count()).toBe(0)
})

test('an organiser without a share is refused, a co-organiser is not, and the record shows both to administrators and organisers', async () => {
  const slug = 'typed-before-lunch-quotes-tags'
  const [owner, colleague, administrator] = [
    await (await newVisit()).newPage(),
    await (await newVisit()).newPage(),
    await (await newVisit()).newPage(),
  ]
  const list = paths.eventRegistrations.to({ slug })
  await signIn(owner, demoOrganiser, desk)
  await signIn(colleague, demoColleague, desk)
  expect((await colleague.goto(list))?.status()).toBe(404)

  await owner.goto(paths.eventOrganisers.to({ slug }))
  await owner.getByLabel(en.sharing.email).fill(demoColleague.email)
  await owner.getByRole('button', { name: en.sharing.share }).click()
  expect(await said(owner.getByRole('status'))).toContain(en.sharing.notices.shared)
  expect((await colleague.goto(list))?.status()).toBe(200)
  await colleague.request.get(paths.eventRegistrationsFile.to({ slug }))
  expect((await colleague.goto(paths.members.to({})))?.status()).toBe(403)

  await owner.goto(paths.eventAudit.to({ slug }))
  const recorded = await said(owner.locator('main table'))
  const { deeds, outcomes } = en.audit
  for (const words of [deeds['export-registrations'], `${outcomes.refused}: ${deeds['read-registrations']}`, deeds['share-event']])
    expect(recorded).toContain(words)

  await signIn(administrator, demoAdministrator, paths.audit.to({}))
  expect(await said(administrator.locator('main table'))).toContain(`${outcomes.refused}: ${deeds['read-list']}`)
})
