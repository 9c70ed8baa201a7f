import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import { demoOrganiser } from '../../infra/local/issuer/accounts.ts'
import type { Plenary } from '../../infra/local/plenary.ts'
import { paths } from '../../shared/site/paths.ts'
import { loadTexts } from '../../shared/texts/texts.ts'
import { startPlenaryAt } from '../make/plenary.ts'
import { launchBrowser } from './browser.ts'
import { invitationsTo, lintMails } from './checks/mail-checks.ts'
import { linkIn, listMails, newestMail, readMails } from './people/mailbox.ts'
import { contractWorkshop } from './people/programme.ts'
import { signIn } from './people/staff.ts'
import { createStagehands } from './stage/stagehands.ts'

const { addressList, fields, invitations, mail, personalLink, register, registration } = await loadTexts('en')
const guest = 'Guest.One@authority.example'
const colleague = 'colleague@ministry.example'
const strangers = ['stranger@nowhere.example', 'somebody@sub.ministry.example']

let plenary: Plenary
let browser: Browser
let slug: string

beforeAll(async () => {
  plenary = await startPlenaryAt('2022-04-01T08:00:00.000Z')
  browser = await launchBrowser()
  slug = await createStagehands(plenary).publish({ ...contractWorkshop, audience: 'invited' })
})
afterAll(async () => {
  await browser?.close()
  await plenary?.stop()
})

/** A page in a new browser context, without scripts, as nothing here needs them. */
const openPage = async (): Promise<Page> =>
  (await browser.newContext({ baseURL: plenary.siteUrl, locale: 'en-GB', javaScriptEnabled: false })).newPage()
const said = (page: Page): Promise<string | null> => page.locator('main').textContent()
const mailsTo = async (address: string) => (await listMails(plenary)).filter(({ recipient }) => recipient === address)

const fillIn = async (page: Page, name: string): Promise<void> => {
  await page.getByLabel(fields.name.label).fill(name)
  await page.getByLabel(fields.organisation.label).fill('Ministry of the Interior')
  await page.getByLabel(fields.country.label).selectOption('EE')
  await page.locator('[name="role"]').first().check()
  await page.locator('[name="consent"]').check()
  await page.getByRole('button', { name: register.ways.open.submit }).click()
}

test('an organiser fills the list and sends the invitations, one per address however often they are requested', async () => {
  const page = await browser.newPage({ baseURL: plenary.siteUrl, locale: 'en-GB' })
  await signIn(page, demoOrganiser, paths.invited.to({ slug }))
  await page.getByLabel(addressList.entries).fill(`A guest <${guest}>;\n\nministry.example\nother@authority.example`)
  await page.getByRole('button', { name: addressList.add }).click()
  expect(await said(page)).toContain(addressList.added({ count: 3 }))
  await page.getByRole('link', { name: invitations.title }).click()
  expect(await said(page)).toContain(invitations.people({ count: 2 }))
  expect(await listMails(plenary)).toEqual([])
  await page.getByRole('button', { name: invitations.submit }).click()
  expect(await said(page)).toContain(invitations.begun)
  expect((await listMails(plenary)).map(({ recipient }) => recipient).sort()).toEqual([guest.toLowerCase(), 'other@authority.example'])
  await page.goto(paths.invitations.to({ slug }))
  expect(await said(page)).toContain(invitations.nobody)
  await page.goto(paths.invited.to({ slug }))
  expect(await page.locator('tbody tr', { hasText: addressList.invitedOn({ day: '' }) }).count()).toBe(2)
  await page.context().close()
})

test('the guest opens the link in the mail, registers with that address only, and gets a calendar invitation', async () => {
  const [invitation = ''] = (await newestMail(plenary, guest.toLowerCase())).text.match(/http\S+personalKey=\S+/) ?? []
  const page = await openPage()
  await page.goto(invitation)
  expect(await said(page)).toContain(guest.toLowerCase())
  expect(await page.locator('[name="email"]').count()).toBe(0)
  await fillIn(page, 'Guest One')
  expect(await said(page)).toContain(register.sent.confirmed)
  const mails = await readMails(plenary)
  expect(invitationsTo(mails, guest.toLowerCase()).map(({ method }) => method)).toEqual(['REQUEST'])
  expect(lintMails(mails)).toEqual([])
  await page.goto(linkIn(await newestMail(plenary, guest.toLowerCase()), 'registrations'))
  expect(await said(page)).toContain(registration.states.confirmed.title)
  await page.context().close()
})

test('the page alone reveals nobody who is invited; only invited people, also by domain, get a mail', async () => {
  const page = await openPage()
  const told: (string | null)[] = []
  for (const address of [...strangers, guest, colleague]) {
    await page.goto(paths.register.to({ slug }))
    expect(await said(page)).toContain(personalLink.intros.invited)
    await page.locator('[name="email"]').fill(address)
    await page.getByRole('button', { name: personalLink.submit }).click()
    told.push(await said(page))
  }
  expect(new Set(told).size).toBe(1)
  expect((await newestMail(plenary, colleague)).subject).toBe(mail['personal-link'].subject({ title: contractWorkshop.title }))
  expect(await Promise.all(strangers.map(mailsTo))).toEqual([[], []])

  const [link = ''] = (await newestMail(plenary, colleague)).text.match(/http\S+personalKey=\S+/) ?? []
  await page.goto(link)
  await fillIn(page, 'Colleague')
  expect(await said(page)).toContain(register.sent.confirmed)
  await page.context().close()
})

test('the organiser sees who registered, removes an address from the list, and its link stops working', async () => {
  const page = await browser.newPage({ baseURL: plenary.siteUrl, locale: 'en-GB' })
  await signIn(page, demoOrganiser, paths.eventRegistrations.to({ slug }))
  expect((await page.locator('.people tbody th').allInnerTexts()).map((text) => text.split('\n')[0]).sort()).toEqual([
    'Colleague',
    'Guest One',
  ])
  await page.goto(paths.invited.to({ slug }))
  await page.getByRole('button', { name: addressList.removeEntry({ entry: 'other@authority.example' }) }).click()
  expect(await said(page)).toContain(addressList.removed)
  await page.context().close()

  const [link = ''] = (await newestMail(plenary, 'other@authority.example')).text.match(/http\S+personalKey=\S+/) ?? []
  const other = await openPage()
  const answer = await other.goto(link)
  expect([answer?.status(), await other.locator('form [name="name"]').count()]).toEqual([403, 0])
  expect(await said(other)).toContain(personalLink.notAdmitted.title)
  await other.context().close()
})
