import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { loadDemo } from '../../infra/local/demo/demo.ts'
import { demoAccounts } from '../../infra/local/issuer/accounts.ts'
import type { Plenary } from '../../infra/local/plenary.ts'
import { paths } from '../../shared/site/paths.ts'
import { loadTexts } from '../../shared/texts/texts.ts'
import { mainFontUrl, scripts } from '../../shared/views/assets/fonts.ts'
import { startPlenaryAt } from '../make/plenary.ts'
import { launchBrowser } from './browser.ts'
import { tabTo } from './checks/keyboard.ts'
import { said } from './checks/said.ts'
import { linkIn, listMails, newestMail } from './people/mailbox.ts'
import { signIn } from './people/staff.ts'

const [organiser, steering] = demoAccounts
const [en, fr] = [await loadTexts('en'), await loadTexts('fr')]

const title = 'Contract modification: what the directives allow'
const slug = 'contract-modification-what-the-directives-allow'
const [withoutScripts, withKeyboard] = ['zoe.lefevre@ministere.example', 'k.kask@hanked.example']

let plenary: Plenary
let browser: Browser
let desk: Page

const newPage = async (options: BrowserContextOptions = {}): Promise<Page> => {
  const context = await browser.newContext({ baseURL: plenary.siteUrl, locale: 'en-GB', ...options })
  return context.newPage()
}

const heading = (page: Page): Promise<string> => said(page.getByRole('heading', { level: 1 }))

const subjectsTo = async (address: string): Promise<readonly string[]> =>
  (await listMails(plenary)).filter(({ recipient }) => recipient === address).map(({ subject }) => subject)

beforeAll(async () => {
  plenary = await startPlenaryAt('2022-04-01T08:00:00.000Z')
  await loadDemo(plenary)
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await plenary?.stop()
})

describe('a first visit', () => {
  test.each(['en-GB', 'fr-FR'])('in %s loads one font file and less than 60 kB in total', async (locale) => {
    const page = await newPage({ locale })
    const sizes: Promise<readonly [string, number]>[] = []
    page.on('requestfinished', (request) =>
      sizes.push(request.sizes().then(({ responseBodySize }) => [new URL(request.url()).pathname, responseBodySize])),
    )
    await page.goto(paths.home.pattern, { waitUntil: 'networkidle' })
    const loaded = await Promise.all(sizes)
    expect(loaded.map(([path]) => path).filter((path) => path.endsWith('.woff2'))).toEqual([mainFontUrl('en')])
    expect(loaded.reduce((sum, [, size]) => sum + size, 0)).toBeLessThan(60_000)
    await page.context().close()
  })

  test('loads the fonts for other scripts where they are needed', async () => {
    const page = await newPage()
    await page.goto(paths.home.pattern)
    const families = await page.evaluate(async () => {
      for (const text of ['Řeka', 'Ευρώπη', 'Европа']) document.querySelector('main')?.append(text)
      document.body.getBoundingClientRect()
      await document.fonts.ready
      return [...document.fonts].filter(({ status }) => status === 'loaded').map(({ family }) => family.replaceAll('"', ''))
    })
    expect(families).toEqual(scripts.map(() => 'Source Sans 3'))
    await page.context().close()
  })
})

describe('an organiser', () => {
  const { eventForm: texts, manage } = { ...en, ...en.organiser }

  beforeAll(async () => {
    desk = await newPage()
    if (organiser !== undefined) await signIn(desk, organiser, paths.organiser.to({}))
  })

  test('gets an invalid form back with all input, and is told what to correct', async () => {
    await desk.getByRole('link', { name: en.organiser.desk.newEvent }).click()
    await desk.getByLabel(texts.fields.title).fill(title)
    await desk.getByLabel(texts.fields.summary).fill('Which changes to a running contract need no new procedure.')
    await desk.getByLabel(texts.fields.start).fill('2022-05-10T10:00')
    await desk.getByLabel(texts.fields.end, { exact: true }).fill('2022-05-10T09:00')
    await desk.getByRole('link', { name: texts.people }).click()
    await desk.getByLabel('Contract management').check()
    await desk.getByLabel(texts.fields.joinUrl).fill('https://meet.example/contract-modification')
    await desk.getByRole('button', { name: texts.saveDraft }).last().click()

    const summary = desk.getByRole('alert')
    expect(await summary.getByRole('link').allInnerTexts()).toEqual([en.problems['end-before-start']({ field: texts.fields.end })])
    expect(await summary.evaluate((element) => element === document.activeElement)).toBe(true)
    expect(await desk.title()).toMatch(/^Error: New event/)
    await summary.getByRole('link').click()
    expect(await desk.evaluate(() => document.activeElement?.id)).toBe('end')
    expect(await desk.getByLabel(texts.fields.title).first().inputValue()).toBe(title)
    expect(await desk.getByLabel('Contract management').isChecked()).toBe(true)
  })

  test('corrects it and looks at the draft', async () => {
    await desk.locator('#end').fill('2022-05-10T11:00')
    await desk.getByRole('button', { name: texts.saveDraft }).last().click()
    expect(await said(desk.getByRole('status'))).toBe(manage.notices.created)
    expect((await fetch(plenary.siteUrl + paths.event.to({ slug }))).status).toBe(404)
  })

  test('adds a session, and publishes it', async () => {
    await desk.getByRole('link', { name: en.arranging.link }).click()
    await desk.getByRole('link', { name: /^Add a session/ }).click()
    await desk.getByLabel(texts.fields.title).fill('Cases')
    expect(await desk.getByLabel(texts.fields.start).inputValue()).toBe('2022-05-10T10:00')
    await desk.getByLabel(texts.fields.start).fill('2022-05-10T10:15')
    await desk.getByLabel(texts.fields.end, { exact: true }).fill('2022-05-10T10:45')
    await desk.getByLabel(texts.fields.speakers).fill('"National contact point, Estonia", iProcureNet')
    await desk.getByRole('button', { name: en.arranging.save }).click()
    expect(await said(desk.getByRole('status'))).toContain(en.arranging.done.added({ title: 'Cases' }))
    await desk.goto(paths.manageEvent.to({ slug }))
    await desk.getByRole('button', { name: manage.publish }).click()
    expect(await said(desk.getByRole('status'))).toBe(manage.notices.published)
    expect((await fetch(plenary.siteUrl + paths.event.to({ slug }))).status).toBe(200)
  })
})

describe('a French attendee whose browser runs no scripts', () => {
  const { fields, register, registration: texts } = fr
  let page: Page

  beforeAll(async () => {
    page = await newPage({ javaScriptEnabled: false })
  })

  test('finds the event by its topic, and chooses the language', async () => {
    await page.goto('/')
    expect(await page.locator('.cards h3').count()).toBe(8)
    await page.getByLabel(en.home.topic).selectOption('Contract management')
    await page.getByRole('button', { name: en.home.show }).click()
    expect(await page.locator('.cards h3').allInnerTexts()).toEqual([title])
    await page.getByRole('button', { name: 'Français' }).click()
    expect([await heading(page), await page.locator('html').getAttribute('lang')]).toEqual([fr.home.title, 'fr'])
    expect(await page.locator('.cards h3').allInnerTexts()).toEqual([title])
  })

  test('registers; a double click makes one registration', async () => {
    await page.getByRole('link', { name: title }).click()
    await page.getByRole('link', { name: fr.event.register, exact: true }).click()
    await page.getByLabel(fields.name.label).fill('Zoé Lefèvre')
    await page.getByLabel(fields.email.label).fill(withoutScripts)
    await page.getByLabel(fields.organisation.label).fill('Ministère')
    await page.getByLabel(fields.country.label).selectOption('France')
    await page.getByLabel(fr.roles['legal-adviser']).check()
    await page.getByRole('checkbox').check()
    await page.getByRole('button', { name: register.ways.open.submit }).dblclick()
    await page.waitForURL((url) => url.pathname === paths.registered.to({ slug }))
    expect(await heading(page)).toBe(register.sent.title)
    expect(await subjectsTo(withoutScripts)).toEqual([fr.mail.confirmation.subject({ title })])
  })

  test('changes the organisation through the link in the mail', async () => {
    await page.goto(linkIn(await newestMail(plenary, withoutScripts), 'registrations'))
    await page.getByRole('link', { name: texts.change }).click()
    expect(await page.getByLabel(fields.name.label).inputValue()).toBe('Zoé Lefèvre')
    await page.getByLabel(fields.organisation.label).fill('Secrétariat général')
    await page.getByRole('button', { name: texts.changePage.submit }).click()
    expect(await page.locator('.notice-title').allInnerTexts()).toEqual([texts.changed, texts.states.confirmed.title])
    expect(await said(page.locator('#details ~ .panel'))).toContain('Secrétariat général')
  })

  test('cancels after confirming', async () => {
    await page.getByRole('link', { name: texts.cancel }).click()
    expect(await heading(page)).toBe(texts.cancelPage.ways.confirmed.title)
    await page.getByRole('button', { name: texts.cancelPage.ways.confirmed.submit }).click()
    expect(await page.locator('.notice-title').allInnerTexts()).toEqual([texts.states.cancelled.title])
    expect(await subjectsTo(withoutScripts)).toEqual([
      fr.mail.confirmation.subject({ title }),
      fr.mail.cancellation.person.subject({ title }),
    ])
  })
})

describe('an attendee without a mouse', () => {
  test('registers by keyboard, from the skip link to the last button', async () => {
    const page = await newPage()
    await page.goto(paths.register.to({ slug }))
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(en.site.skip)
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main')
    const { keyboard } = page
    await tabTo(page, 'name')
    await keyboard.type('Kadri Kask')
    await tabTo(page, 'email')
    await keyboard.type(withKeyboard)
    await tabTo(page, 'organisation')
    await keyboard.type('Riigihangete keskus')
    await tabTo(page, 'country')
    await keyboard.type('Estonia')
    await tabTo(page, 'role')
    await keyboard.press('Space')
    await keyboard.press('ArrowDown')
    await tabTo(page, 'consent')
    await keyboard.press('Space')
    await tabTo(page, en.register.ways.open.submit)
    await keyboard.press('Enter')
    await page.waitForURL((url) => url.pathname === paths.registered.to({ slug }))
    expect(await heading(page)).toBe(en.register.sent.title)
    await page.goto(linkIn(await newestMail(plenary, withKeyboard), 'registrations'))
    expect(await page.locator('#details ~ .panel dd').allInnerTexts()).toEqual([
      'Kadri Kask',
      withKeyboard,
      'Riigihangete keskus',
      'Estonia',
      en.roles.prescriber,
      en.registration.none,
    ])
  })
})

describe('when the event moves and takes place', () => {
  test('the organiser moves it, and registered people are told', async () => {
    await desk.goto(paths.manageEvent.to({ slug }))
    await desk.getByRole('link', { name: en.organiser.manage.edit }).click()
    for (const [id, time] of [
      ['start', '2022-05-11T14:00'],
      ['end', '2022-05-11T15:00'],
    ] as const) {
      await desk.locator(`[id="${id}"]`).fill(time)
    }
    await desk.getByRole('link', { name: en.eventForm.fields.sessions }).click()
    await desk.getByLabel(en.eventForm.moveSessions).check()
    await desk.getByRole('button', { name: en.eventForm.save }).last().click()
    await desk.getByRole('button', { name: en.changeCheck.save }).click()
    expect(await said(desk.getByRole('status'))).toBe(en.organiser.manage.notices.moved)
    expect(await subjectsTo(withKeyboard)).toEqual([en.mail.confirmation.subject({ title }), en.mail.update.subject({ title })])
    await desk.getByRole('link', { name: en.organiser.manage.registrations }).click()
    expect(await desk.locator('tbody tr').allInnerTexts()).toEqual([
      expect.stringMatching(/^Zoé Lefèvre.*Cancelled/s),
      expect.stringMatching(/^Kadri Kask.*Confirmed/s),
    ])
  })

  test('an attendee answers the survey once', async () => {
    await plenary.clock.moveTo('2022-05-12T07:00:00Z')
    const page = await newPage()
    const link = linkIn(await newestMail(plenary, withKeyboard), 'feedback')
    await page.goto(link)
    expect(await heading(page)).toBe(en.feedback.title)
    await page.getByRole('radiogroup', { name: en.survey.overall }).getByRole('radio', { name: '4', exact: true }).check()
    await page.getByRole('radiogroup', { name: en.survey.usefulness }).getByRole('radio', { name: '5', exact: true }).check()
    await page.getByLabel(en.survey.change).fill('More cases')
    await page.getByRole('button', { name: en.feedback.submit }).click()
    expect(await page.getByRole('alert').getByRole('link').count()).toBe(1)
    expect(await page.getByLabel(en.survey.change).inputValue()).toBe('More cases')
    await page.getByRole('radiogroup', { name: en.survey.recommend }).getByRole('radio', { name: '10', exact: true }).check()
    await page.getByRole('button', { name: en.feedback.submit }).click()
    await page.waitForURL((url) => url.pathname === paths.feedbackThanks.pattern)
    expect(await heading(page)).toBe(en.feedback.thanks.title)
    await page.goto(link)
    expect(await said(page.locator('.notice-title'))).toBe(en.feedback.answered.title)
    expect(await page.getByRole('button', { name: en.feedback.submit }).count()).toBe(0)
  })

  test('the steering group reads the summary, may not organise, and signs out', async () => {
    const page = await newPage()
    if (steering !== undefined) await signIn(page, steering, paths.steering.to({}))
    await page.getByRole('link', { name: title }).click()
    expect(await page.locator('.figures').first().locator('dd').allInnerTexts()).toEqual(['2', '1', '0', '1'])
    expect(await page.locator('.empty h3').allInnerTexts()).toEqual([en.summary.noResponses])
    expect(await said(page.locator('main'))).not.toMatch(/More cases|Kask/)
    await page.goto(paths.organiser.to({}))
    expect(await heading(page)).toBe(en.faults['not-allowed'])
    await page.goto(paths.eventRegistrations.to({ slug }))
    expect(await heading(page)).toBe(en.faults['not-allowed'])
    await page.getByRole('button', { name: en.site.signOut }).click()
    expect(await page.getByRole('link', { name: en.site.signIn }).count()).toBe(1)
    await page.goto(paths.steering.to({}))
    expect(await page.getByLabel('Password').count()).toBe(1)
  })
})
