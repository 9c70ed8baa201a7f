import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { demoAccounts, demoOrganiser } from '../../infra/local/issuer/accounts.ts'
import type { Plenary } from '../../infra/local/plenary.ts'
import { paths } from '../../shared/site/paths.ts'
import { loadTexts } from '../../shared/texts/texts.ts'
import { csvRows } from '../make/csv-rows.ts'
import { startPlenaryAt } from '../make/plenary.ts'
import { launchBrowser } from './browser.ts'
import { said } from './checks/said.ts'
import { createApi } from './people/api.ts'
import { linkIn, listMails, newestMail } from './people/mailbox.ts'
import { signIn } from './people/staff.ts'

const texts = await loadTexts('en')
const slug = 'questions-asked'
const label = { talk: 'Talk', dinner: 'Dinner?', diet: 'Diet', nights: 'Nights' }

let plenary: Plenary
let browser: Browser

const newPage = async (options: BrowserContextOptions = {}): Promise<Page> => {
  const context = await browser.newContext({ baseURL: plenary.siteUrl, locale: 'en-GB', ...options })
  return context.newPage()
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

beforeAll(async () => {
  plenary = await startPlenaryAt('2022-04-01T08:00:00.000Z')
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await plenary?.stop()
})

/** Opens a collapsed question of the editor, or leaves it open. */
const unfold = async (page: Page, number: number): Promise<Locator> => {
  const question = page.locator(`[id="questions.${number - 1}"]`)
  if ((await question.getAttribute('open')) === null) await question.locator('summary').click()
  return question
}

describe('an organiser', () => {
  test('adds questions with conditions one by one, without scripts', async () => {
    const page = await newPage({ javaScriptEnabled: false })
    const { eventForm } = texts
    const { fields, questionEditor: editor } = eventForm
    const [organiser] = demoAccounts
    if (organiser !== undefined) await signIn(page, organiser, paths.newEvent.to({}))
    await page.goto(paths.newEvent.to({}))
    await page.getByLabel(fields.title, { exact: true }).fill('Questions asked')
    await page.getByLabel(fields.summary, { exact: true }).first().fill('An event that asks.')
    await page.getByLabel(fields.start, { exact: true }).fill('2022-05-10T10:00')
    await page.getByLabel(fields.end, { exact: true }).fill('2022-05-10T11:30')
    await page.getByRole('link', { name: fields.questions }).click()
    await page.getByLabel(fields.attendeeTypes).fill('Speaker\nGuest')
    const add = async (number: number, fill: (question: Locator) => Promise<void>): Promise<void> => {
      await press(page, editor.add)
      await fill(await unfold(page, number))
    }
    await add(1, async (question) => {
      await question.getByLabel(fields.label).fill(label.talk)
      await question.getByLabel(editor.required).check()
      await question.getByLabel(fields.whenQuestion).selectOption({ label: fields.attendeeTypes })
      await question.getByLabel(fields.whenIs).fill('speaker')
    })
    await add(2, async (question) => {
      await question.getByLabel(fields.label).fill(label.dinner)
      await question.getByLabel(fields.type).selectOption({ label: eventForm.questionTypes.choice })
      await question.getByLabel(fields.options).fill('Yes\nNo')
    })
    await add(3, async (question) => {
      await question.getByLabel(fields.label).fill(label.diet)
      await question.getByLabel(editor.required).check()
      await question.getByLabel(fields.whenQuestion).selectOption({ label: label.dinner })
      await question.getByLabel(fields.whenIs).fill('Yes')
    })
    await add(4, async (question) => {
      await question.getByLabel(fields.label).fill(label.nights)
      await question.getByLabel(fields.type).selectOption({ label: eventForm.questionTypes.number })
      await question.getByLabel(fields.max).fill('3')
    })
    await page.getByLabel(fields.changesUntil).fill('2022-04-02T12:00')
    await press(page, eventForm.saveDraft)
    expect(await said(page.getByRole('status'))).toContain(texts.organiser.manage.notices.created)
    // Without a link to join.
    await press(page, texts.organiser.manage.publishAnyway)
    await page.context().close()
  })
})

const fillPerson = async (page: Page, email: string): Promise<void> => {
  await page.getByLabel(texts.fields.name.label).fill('Ana Example')
  await page.getByLabel(texts.fields.email.label).fill(email)
  await page.getByLabel(texts.fields.organisation.label).fill('=Ministry')
  await page.getByLabel(texts.fields.country.label).selectOption('PT')
  await page.getByLabel(texts.roles.procurer).check()
  await page.getByRole('checkbox', { name: /privacy notice/ }).check()
}

describe('a person', () => {
  test('with scripts sees only the questions that apply', async () => {
    const page = await newPage()
    await page.goto(paths.register.to({ slug }))
    const shown = async () => {
      const names = Object.keys(label)
      const seen = await Promise.all(names.map((name) => page.locator(`[name="answers.${name}"]`).first().isVisible()))
      return names.filter((_, index) => seen[index])
    }
    expect(await shown()).toEqual(['dinner', 'nights'])
    await page.getByLabel('Speaker').check()
    await page.getByLabel('Yes').check()
    expect(await shown()).toEqual(['talk', 'dinner', 'diet', 'nights'])
    await page.getByLabel('Guest').check()
    expect(await shown()).toEqual(['dinner', 'diet', 'nights'])
    await page.context().close()
  })

  test('without scripts sees all questions with their conditions, and need not answer those that do not apply', async () => {
    const page = await newPage({ javaScriptEnabled: false })
    await page.goto(paths.register.to({ slug }))
    expect(await said(page.locator('main form'))).toContain('Only if you are taking part as “Speaker”.')
    await fillPerson(page, 'guest@authority.example')
    await page.getByLabel('Guest').check()
    await page.getByLabel(label.diet).fill('Anything, but nobody asked')
    await press(page, texts.register.ways.open.submit)
    expect(await said(page.locator('h1'))).toBe(texts.register.sent.title)
    await page.context().close()
  })

  test('is told at the question what is missing, and keeps all input', async () => {
    const page = await newPage()
    await page.goto(paths.register.to({ slug }))
    await fillPerson(page, 'speaker@authority.example')
    await page.getByLabel('Speaker').check()
    await page.getByLabel(/^Nights/).fill('4')
    await press(page, texts.register.ways.open.submit)
    expect((await said(page.locator('.error-summary li'))).split('\n')).toEqual([
      `Enter an answer to “${label.talk}”`,
      `Your answer to “${label.nights}” must be 3 or less`,
    ])
    await page.getByRole('link', { name: label.talk }).click()
    await page.keyboard.type('Drones')
    await page.getByLabel(/^Nights/).fill('2')
    expect(await page.getByLabel('Speaker').isChecked()).toBe(true)
    await press(page, texts.register.ways.open.submit)
    expect(await said(page.locator('h1'))).toBe(texts.register.sent.title)
    await page.context().close()
  })

  test('sees the answers through the personal link, and changes them until the deadline', async () => {
    const page = await newPage()
    await page.goto(linkIn(await newestMail(plenary, 'speaker@authority.example'), 'registrations'))
    expect(await said(page.locator('section[aria-labelledby="answers"] dd'))).toBe('Speaker\nDrones\n2')
    await page.getByRole('link', { name: texts.registration.change }).click()
    await page.getByLabel('Guest').check()
    await press(page, texts.registration.changePage.submit)
    expect(await said(page.locator('section[aria-labelledby="answers"] dd'))).toBe('Guest\n2')
    await page.context().close()
  })
})

describe('colleagues', () => {
  test('are registered together without scripts, and each gets a mail', async () => {
    const page = await newPage({ javaScriptEnabled: false })
    await page.goto(paths.register.to({ slug }))
    await page.getByRole('link', { name: texts.register.group }).click()
    await page.getByLabel(texts.fields.organisation.label).fill('Ministry')
    await page.getByLabel(texts.fields.country.label).selectOption('PT')
    await page.getByLabel(texts.roles.procurer).check()
    await press(page, texts.group.add)
    const people = ['Bo', 'Cy', 'Di']
    for (const [index, name] of people.entries()) {
      const person = page.getByRole('group', { name: texts.group.person({ number: index + 1 }), exact: true })
      await person.getByLabel(texts.group.name.label).fill(name)
      await person.getByLabel(texts.group.email.label).fill(`${name}@authority.example`)
      await person.getByLabel('Guest').check()
    }
    await page.getByRole('checkbox', { name: /privacy notice/ }).check()
    await press(page, texts.group.submit)
    expect((await said(page.locator('.group-members li'))).split(/\s*\n/)).toEqual(
      people.flatMap((name) => [name, `${name}@authority.example`, texts.registrationStatuses.confirmed]),
    )
    await plenary.drain()
    const mails = await listMails(plenary)
    expect(people.map((name) => mails.filter(({ recipient }) => recipient === `${name}@authority.example`).length)).toEqual([1, 1, 1])
    await page.context().close()
  })
})

describe('afterwards', () => {
  test('the organiser reads the answers and downloads the list', async () => {
    const page = await newPage()
    const [organiser] = demoAccounts
    if (organiser !== undefined) await signIn(page, organiser, paths.eventRegistrations.to({ slug }))
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: texts.organiser.registrations.download }).click()
    const file = await (await download).path()
    const [head = [], ...rows] = csvRows(readFileSync(file, 'utf8'))
    expect(head.slice(-6)).toEqual([
      texts.organiser.registrations.attendeeType,
      label.talk,
      label.dinner,
      label.diet,
      label.nights,
      texts.organiser.registrations.noLongerAsked,
    ])
    expect(rows).toHaveLength(5)
    const speaker = rows.find((row) => row.includes('speaker@authority.example')) ?? []
    expect(speaker.slice(0, 3)).toEqual(['Ana Example', 'speaker@authority.example', "'=Ministry"])
    expect(speaker.slice(-6)).toEqual(['Guest', '', '', '', '2', ''])
    await page.context().close()
  })

  test('nobody can change an answer after the deadline, neither on the page nor with a form opened before', async () => {
    const link = linkIn(await newestMail(plenary, 'speaker@authority.example'), 'registrations')
    const page = await newPage()
    await page.goto(`${link}/change`)
    await plenary.clock.moveTo('2022-04-02T10:00:00Z')
    await press(page, texts.registration.changePage.submit)
    expect(await said(page.locator('main'))).toContain(texts.faultDetails.answersClosed)
    await page.goto(`${link}/change`)
    expect(await said(page.locator('main'))).toContain(texts.registration.upTo.answers.answersClosed)
    await page.getByLabel(texts.fields.name.label).fill('Ana Other')
    await press(page, texts.registration.changePage.submit)
    expect(await said(page.locator('main'))).toContain('Ana Other')
    expect(await said(page.locator('section[aria-labelledby="answers"] dd'))).toBe('Guest\n2')
    await page.context().close()
  })

  test('answers outlive their questions, in the API too', async () => {
    const api = createApi(plenary.siteUrl)
    const token = await plenary.accessTokenFor(demoOrganiser)
    const changed = await api('PATCH', paths.apiEvent.to({ slug }), { token, body: { questions: [], attendeeTypes: [] } })
    expect(changed.status).toBe(200)
    const { body } = await api('GET', paths.apiRegistrations.to({ slug }), { token })
    expect(JSON.stringify(body)).toContain('"attendeeType":"guest","answers":{"nights":2}')
    const page = await newPage()
    await page.goto(linkIn(await newestMail(plenary, 'speaker@authority.example'), 'registrations'))
    expect(await said(page.locator('section[aria-labelledby="answers"] dl'))).toContain('nights\n2')
    await page.context().close()
  })
})
