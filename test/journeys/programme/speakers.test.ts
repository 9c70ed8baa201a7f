import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import * as z from 'zod'
import { demoOrganiser } from '../../../infra/local/issuer/accounts.ts'
import type { Plenary } from '../../../infra/local/plenary.ts'
import { paths } from '../../../shared/site/paths.ts'
import { loadTexts } from '../../../shared/texts/texts.ts'
import { startPlenaryAt } from '../../make/plenary.ts'
import { launchBrowser } from '../browser.ts'
import { said } from '../checks/said.ts'
import { type ListedMail, listMails } from '../people/mailbox.ts'
import { signIn } from '../people/staff.ts'
import { createStagehands, event, workshop } from '../stage/stagehands.ts'

const { speakers: words, speaking, mail: mails } = await loadTexts('en')
const ana = { name: 'Ana Silva', email: 'ana.silva@authority.example' }

let plenary: Plenary
let browser: Browser
let [desk, phone]: [Page?, Page?] = []
let slug = ''
const opened = (page: Page | undefined): Page => {
  if (page === undefined) throw new Error('no page')
  return page
}

const sessions = [
  { id: 'opening', title: 'Opening', start: '2022-06-14T09:00', end: '2022-06-14T09:30' },
  { id: 'panel', title: 'Panel: innovation partnerships', kind: 'panel', start: '2022-06-14T10:00', end: '2022-06-14T11:00' },
]

beforeAll(async () => {
  plenary = await startPlenaryAt('2022-05-02T08:00:00.000Z')
  browser = await launchBrowser()
  const { publish } = createStagehands(plenary)
  const times = { start: '2022-06-14T09:00', end: '2022-06-14T17:00' }
  slug = await publish(event('Annual Conference in Tallinn', '2022-06-14', { ...workshop, kind: 'conference', ...times, sessions }))
  desk = await (await browser.newContext({ baseURL: plenary.siteUrl, locale: 'en-GB' })).newPage()
  phone = await (await browser.newContext({ baseURL: plenary.siteUrl, locale: 'en-GB', javaScriptEnabled: false })).newPage()
  await signIn(desk, demoOrganiser, paths.eventSpeakers.to({ slug }))
})
afterAll(async () => {
  await browser?.close()
  await plenary?.stop()
})

const mailsTo = async ({ email }: { readonly email: string }): Promise<readonly ListedMail[]> =>
  (await listMails(plenary)).filter(({ recipient }) => recipient === email)

const programme = async (): Promise<string> => (await fetch(plenary.siteUrl + paths.programme.to({ slug }))).text()

test('an organiser adds a speaker, who is asked by mail and not shown yet', async () => {
  const page = opened(desk)
  await page.getByLabel(words.fields.name, { exact: true }).fill(ana.name)
  await page.getByLabel(words.fields.email).fill(ana.email)
  await page.getByLabel('Panel: innovation partnerships').check()
  await page.getByLabel(words.fields.rehearsal).fill('2022-06-13T16:00')
  await page.getByRole('button', { name: words.addAndInvite }).click()
  expect(await said(page.getByRole('status'))).toBe(`${words.notices['added-and-invited']}\n\n${words.addAnother}`)
  expect(await said(page.locator('tbody tr'))).toMatch(/Ana Silva[\s\S]*Panel: innovation partnerships[\s\S]*No answer yet/)
  const [mail, ...more] = await mailsTo(ana)
  expect(more).toEqual([])
  expect(mail?.subject).toBe(mails.speaker.invited.subject({ title: 'Annual Conference in Tallinn' }))
  expect(mail?.text).toContain('Panel: innovation partnerships · Tuesday, 14 June 2022, 10:00 to 11:00')
  expect(mail?.text).toContain('Monday, 13 June 2022, 16:00 (30 minutes)')
  expect(await programme()).not.toContain('Ana Silva')
})

test('the speaker corrects what is wrong and confirms by the link, without scripts', async () => {
  const page = opened(phone)
  const [link = ''] = (await mailsTo(ana))[0]?.text.match(/http:\/\/\S+\/speaking\/\S+/) ?? []
  await page.goto(link)
  expect(await said(page.locator('main'))).toContain(speaking.ask.speaker)
  await page.getByLabel(speaking.slides).fill('not a link')
  await page.getByRole('button', { name: speaking.confirm }).click()
  expect(await said(page.getByRole('alert'))).toContain('Link to your slides must be a full web address')
  await page.getByLabel(speaking.slides).fill('https://authority.example/slides')
  await page.getByLabel(speaking.organisation).fill('Ministry of the Interior')
  await page.getByLabel(speaking.biography).fill('Ana Silva has bought innovation for ten years.')
  await page.getByLabel(speaking.recordings.no).check()
  await page.getByLabel(speaking.needs).fill('A step-free way to the stage')
  await page.getByRole('button', { name: speaking.confirm }).click()
  expect(await said(page.getByRole('status'))).toContain(speaking.states.confirmed)
})

test('everyone sees who confirmed, with the biography, and nothing that is for organisers', async () => {
  const shown = await programme()
  expect(shown).toContain('Ana Silva (Ministry of the Interior)')
  expect(shown).toContain('has bought innovation for ten years')
  const others = [paths.event, paths.scheduleXml, paths.scheduleJson, paths.apiEvent].map((path) => path.to({ slug }))
  for (const path of others) {
    const text = await (await fetch(plenary.siteUrl + path)).text()
    expect(text).toContain('Ana Silva')
    expect(text).not.toMatch(/ana\.silva@|step-free|slides/)
  }
  expect(shown).not.toMatch(/ana\.silva@|step-free|slides/)
})

test('the calendar of who confirmed has the session and the rehearsal, and follows when an organiser moves them', async () => {
  const panel = 'Panel: innovation partnerships – Annual Conference in Tallinn'
  const rehearsal = `${words.rehearsal}: Annual Conference in Tallinn`
  const { entry, moved } = mails.speaker
  const first = (await mailsTo(ana)).map(({ subject }) => subject)
  expect(first.slice(1).toSorted()).toEqual([panel, rehearsal].map((title) => entry.subject({ title })).toSorted())

  const { asOrganiser } = createStagehands(plenary)
  for (const hour of [11, 12, 13]) {
    const times = { start: `2022-06-14T${hour}:00`, end: `2022-06-14T${hour + 1}:00` }
    await asOrganiser('PATCH', paths.apiSession.to({ slug, id: 'panel' }), times)
  }
  expect(await mailsTo(ana)).toHaveLength(first.length)
  await plenary.clock.moveTo('2022-05-02T08:30:00.000Z')
  const [update, ...more] = (await mailsTo(ana)).slice(first.length)
  expect(more).toEqual([])
  expect(update?.subject).toBe(moved.subject({ title: panel }))
  expect(update?.text).toContain('Tuesday, 14 June 2022, 13:00 to 14:00')
  expect(update?.text).toContain('Previously: Tuesday, 14 June 2022, 10:00 to 11:00')
})

test('the organiser reads the answers, and a speaker who cannot come is shown no longer', async () => {
  const page = opened(desk)
  await page.goto(paths.eventSpeakers.to({ slug }))
  expect(await said(page.locator('tbody tr'))).toContain(words.states.confirmed)
  await page.getByRole('link', { name: ana.name }).click()
  expect(await said(page.locator('main'))).toMatch(/Does not agree to being recorded[\s\S]*A step-free way to the stage/)
  const own = opened(phone)
  await own.getByRole('button', { name: speaking.withdraw }).click()
  expect(await said(own.getByRole('status'))).toContain(speaking.states.withdrawn)
  expect(await programme()).not.toContain('Ana Silva')
  const last = (await mailsTo(ana)).slice(-2).map(({ subject }) => subject.split(':')[0])
  expect(last).toEqual(['Cancelled', 'Cancelled'])
})

test('a program does the same, and a removed speaker’s link no longer works', async () => {
  const { asOrganiser } = createStagehands(plenary)
  const list = z.object({ speakers: z.array(z.object({ id: z.string(), state: z.string() })) })
  const { speakers } = list.parse(await asOrganiser('GET', paths.apiSpeakers.to({ slug })))
  expect(speakers.map(({ state }) => state)).toEqual(['withdrawn'])
  const page = opened(desk)
  await page.getByRole('link', { name: words.remove }).click()
  await page.getByRole('button', { name: words.removeConfirm }).click()
  expect(await said(page.getByRole('status'))).toBe(words.notices.removed)
  const answer = await opened(phone).reload()
  expect(answer?.status()).toBe(404)
})
