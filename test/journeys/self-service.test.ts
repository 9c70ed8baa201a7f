import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Browser } from 'playwright-core'
import type { Plenary } from '../../infra/local/plenary.ts'
import { paths } from '../../shared/site/paths.ts'
import { loadTexts } from '../../shared/texts/texts.ts'
import { startPlenaryAt } from '../make/plenary.ts'
import { launchBrowser } from './browser.ts'
import { invitationsTo, lintMails } from './checks/mail-checks.ts'
import { linkIn, listMails, newestMail, readMails } from './people/mailbox.ts'
import { type Person, people } from './people/people.ts'
import { contractWorkshop, marketDemand } from './people/programme.ts'
import { createSeason } from './people/season.ts'

let plenary: Plenary
let browser: Browser
let slugs: readonly [string, string]
let training: string
const [person, colleague, waiting, choosing] = people
const session = (title: string, start: string, end: string) => ({
  title,
  start: `2022-06-14T${start}`,
  end: `2022-06-14T${end}`,
  choose: true,
  capacity: 1,
})
const sessions = [session('Lab', '10:00', '11:00'), session('Walk', '10:30', '11:30'), session('Talk', '13:00', '14:00')]
const address = (of: Person | undefined): string => of?.email ?? ''

beforeAll(async () => {
  plenary = await startPlenaryAt('2022-04-01T08:00:00.000Z')
  browser = await launchBrowser()
  const season = await createSeason(plenary)
  slugs = [await season.publish({ ...marketDemand, capacity: 1 }), await season.publish(contractWorkshop)]
  for (const slug of slugs) await season.register(slug, [person])
  await season.register(slugs[0], [waiting])
  training = await season.publish({ ...contractWorkshop, title: 'Training day', sessions })
  await season.register(training, [choosing])
})
afterAll(async () => {
  await browser?.close()
  await plenary?.stop()
})

const openPage = async (javaScriptEnabled: boolean) =>
  (await browser.newContext({ baseURL: plenary.siteUrl, locale: 'en-GB', javaScriptEnabled })).newPage()

const { mail: mailTexts, myLinks, registration } = await loadTexts('en')

test('a lost link is recovered without scripts, and a stranger is told the same but gets no mail', async () => {
  const page = await openPage(false)
  const told: string[] = []
  for (const email of ['stranger@nowhere.example', address(person).toUpperCase()]) {
    await page.goto(paths.event.to({ slug: slugs[0] }))
    await page.getByRole('link', { name: myLinks.lost }).click()
    await page.locator('[name="email"]').fill(email)
    await page.getByRole('button', { name: myLinks.submit }).click()
    told.push(`${new URL(page.url()).pathname} ${await page.locator('main').textContent()}`)
  }
  expect(told[0]).toBe(told[1])
  const mail = await newestMail(plenary, address(person))
  expect(mail.subject).toBe(mailTexts['my-links'].subject)
  expect(new Set(mail.text.match(/\/registrations\/[\w.-]+/g)).size).toBe(2)
  expect((await listMails(plenary)).filter(({ recipient }) => recipient.startsWith('stranger'))).toEqual([])
  await page.goto(linkIn(mail, 'registrations'))
  expect(await page.locator('h1').textContent()).toBe(registration.title)
  await page.context().close()
})

test('a place is handed over after a check page; both calendars and the next in line are told correctly', async () => {
  const page = await openPage(true)
  await page.goto(linkIn(await newestMail(plenary, address(person)), 'registrations'))
  await page.getByRole('link', { name: registration.handOver }).click()
  await page.locator('[name="name"]').fill('Wrong Name')
  await page.locator('[name="email"]').fill(address(colleague))
  await page.locator('[name="consent"]').check()
  await page.getByRole('button', { name: registration.handOverPage.submit }).click()
  await page.getByRole('button', { name: registration.handOverCheck.edit }).click()
  expect(await page.locator('[name="email"]').inputValue()).toBe(address(colleague))
  await page.locator('[name="name"]').fill(colleague?.name ?? '')
  await page.getByRole('button', { name: registration.handOverPage.submit }).click()
  expect(await page.locator('main').textContent()).toContain(colleague?.name)
  expect(await listMails(plenary)).not.toContainEqual(expect.objectContaining({ recipient: address(colleague) }))
  await page.getByRole('button', { name: registration.handOverCheck.submit }).click()
  expect(await page.getByText(registration.states['handed-over'].title).isVisible()).toBe(true)

  const mails = await readMails(plenary)
  const told = [person, colleague, waiting].map((each) =>
    invitationsTo(mails, address(each)).flatMap(({ method, sequence, start }) =>
      start.startsWith('20220517') ? [`${method} ${sequence}`] : [],
    ),
  )
  expect(told).toEqual([['REQUEST 0', 'CANCEL 1'], ['REQUEST 0'], []])
  expect(lintMails(mails)).toEqual([])
  expect((await newestMail(plenary, address(colleague))).text).toContain(person?.name)
  await page.context().close()
})

test('sessions are chosen afterwards without scripts; overlapping ones are refused, and no input is lost', async () => {
  const page = await openPage(false)
  const box = (id: string) => page.locator(`[name="sessions"][value="${id}"]`)
  const chosen = async (): Promise<readonly string[]> =>
    page.locator('[name="sessions"]:checked').evaluateAll((boxes) => boxes.map((box) => box.getAttribute('value') ?? ''))
  const link = linkIn(await newestMail(plenary, address(choosing)), 'registrations')
  await page.goto(link)
  await page.getByRole('link', { name: registration.change }).click()
  for (const id of ['walk', 'talk']) await box(id).check()
  await page.getByRole('button', { name: registration.changePage.submit }).click()
  expect(await page.getByText(registration.changed).isVisible()).toBe(true)
  expect(await page.locator('main').textContent()).toContain('Walk\nTalk')

  await page.getByRole('link', { name: registration.change }).click()
  await page.locator('[name="name"]').fill('Another Name')
  await box('lab').check()
  await page.getByRole('button', { name: registration.changePage.submit }).click()
  expect([await chosen(), await page.locator('[name="name"]').inputValue()]).toEqual([['lab', 'walk', 'talk'], 'Another Name'])
  await box('walk').uncheck()
  await page.getByRole('button', { name: registration.changePage.submit }).click()
  expect(await page.locator('main').textContent()).toContain('Lab\nTalk')

  const season = await createSeason(plenary)
  await season.register(training, [colleague])
  await page.goto(linkIn(await newestMail(plenary, address(colleague)), 'registrations'))
  await page.getByRole('link', { name: registration.change }).click()
  expect(await page.locator('[name="sessions"]:enabled').evaluateAll((boxes) => boxes.map((box) => box.getAttribute('value')))).toEqual([
    'walk',
  ])
  await page.context().close()
})
