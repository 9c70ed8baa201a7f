import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import { contractModification, type DemoIdea, innovation, intellectualProperty } from '../../infra/local/demo/ideas.ts'
import { demoOrganiser, demoSteering, issuerUrl } from '../../infra/local/issuer/accounts.ts'
import type { Plenary } from '../../infra/local/plenary.ts'
import { slugOf } from '../../shared/domain/event/event.ts'
import type { VoteInput } from '../../shared/domain/proposal/votes.ts'
import { paths } from '../../shared/site/paths.ts'
import { loadTexts } from '../../shared/texts/texts.ts'
import { startPlenaryAt } from '../make/plenary.ts'
import { launchBrowser } from './browser.ts'
import { said } from './checks/said.ts'
import { createApi, machineToken } from './people/api.ts'
import { type ListedMail, listMails } from './people/mailbox.ts'
import { signIn } from './people/staff.ts'

const en = await loadTexts('en')
const { form, page: texts } = en.proposals
const { steering } = en.mail
const monday = '2022-05-02T08:00:00.000Z'
const daysLater = (days: number): string => new Date(Date.parse(monday) + days * 86_400_000).toISOString()

let plenary: Plenary
let browser: Browser
/** The proposer, and a member of the steering group. */
let [desk, member]: [Page?, Page?] = []
const deskPage = (): Page => pageOf(desk)
const memberPage = (): Page => pageOf(member)
const pageOf = (page: Page | undefined): Page => {
  if (page === undefined) throw new Error('nobody has signed in')
  return page
}

beforeAll(async () => {
  plenary = await startPlenaryAt(monday)
  browser = await launchBrowser()
  const newPage = async () => (await browser.newContext({ baseURL: plenary.siteUrl, locale: 'en-GB' })).newPage()
  desk = await newPage()
  member = await newPage()
  await signIn(desk, demoOrganiser, paths.newProposal.to({}))
  await signIn(member, demoSteering, paths.proposals.to({}))
})
afterAll(async () => {
  await browser?.close()
  await plenary?.stop()
})

/** The mails to somebody about an idea, by subject, oldest first. */
const mailsTo = async ({ email }: { readonly email: string }, { asked }: DemoIdea): Promise<readonly ListedMail[]> =>
  (await listMails(plenary)).filter(({ recipient, subject }) => recipient === email && subject.endsWith(asked.title))

/** The newest mail to somebody about an idea, which has this subject. */
const read = async (
  who: { readonly email: string },
  idea: DemoIdea,
  subject: (about: { readonly title: string }) => string,
): Promise<ListedMail> => {
  const mail = (await mailsTo(who, idea)).at(-1)
  expect(mail?.subject).toBe(subject(idea.asked))
  if (mail === undefined) throw new Error('no mail')
  return mail
}

/** Follows the link in a mail that its reader is to follow, and signs in again if that was long ago. */
const follow = async (page: Page, { recipient: email, text }: ListedMail): Promise<void> => {
  const [link = ''] = text.match(/http:\/\/\S+\/(?:proposals|organiser\/events)\/\S+/) ?? []
  await page.goto(link)
  if (new URL(page.url()).pathname.startsWith('/issuer')) await signIn(page, { email }, link)
}

const fill = async (page: Page, { asked }: DemoIdea): Promise<void> => {
  const { title, aim, audience, kind, format, why, preferredDates, partners = [] } = asked
  const [date] = preferredDates
  await page.getByLabel(en.eventForm.fields.title, { exact: true }).fill(title)
  await page.locator('[name="kind"]').selectOption(kind)
  await page.locator('[name="format"]').selectOption(format)
  await page.getByLabel(form.fields.aim).fill(aim)
  await page.getByLabel(form.fields.audience, { exact: true }).fill(audience)
  await page.getByLabel(form.fields.why).fill(why)
  await page.locator('[name="preferredDates.0.start"]').fill(date?.start ?? '')
  await page.locator('[name="preferredDates.0.end"]').fill(date?.end ?? '')
  await page.locator('[name="partners"]').fill(partners.join('\n'))
}

const vote = async (page: Page, kind: VoteInput['vote'], reason: string): Promise<void> => {
  await page.locator(`[name="vote"][value="${kind}"]`).check()
  await page.locator('[name="reason"]').fill(reason)
  await page.getByRole('button', { name: texts.vote, exact: true }).click()
  expect(await said(page.getByRole('status'))).toBe(texts.notices.voted)
}

/** Other members vote by program. */
const othersVote = async (page: Page, ...kinds: readonly VoteInput['vote'][]): Promise<void> => {
  const id = new URL(page.url()).pathname.split('/')[2] ?? ''
  for (const [index, kind] of kinds.entries()) {
    const token = await machineToken(issuerUrl(plenary.siteUrl), `steering-machine${index === 0 ? '' : `-${index + 1}`}`)
    const answer = await createApi(plenary.siteUrl)('POST', paths.apiVotes.to({ id }), { token, body: { vote: kind } })
    expect(answer.status).toBe(200)
  }
}

test('three ideas are proposed, and members are asked for their votes', async () => {
  const page = deskPage()
  for (const idea of [intellectualProperty, innovation, contractModification]) {
    await page.goto(paths.newProposal.to({}))
    await fill(page, idea)
    await page.getByRole('button', { name: form.send, exact: true }).last().click()
    expect(await said(page.getByRole('status'))).toBe(texts.notices.proposed)
  }
  await plenary.clock.moveTo(daysLater(0.01))
  const mail = await read(demoSteering, contractModification, steering.opened.subject)
  expect(mail.text).toContain('15 November 2022, 10:00 to 12:00')
  expect(mail.text).toContain('9 May 2022 at 10:00 (Europe/Brussels)')
  expect(await mailsTo(demoOrganiser, contractModification)).toEqual([])
})

test('a member agrees to one and wants another changed, which three votes return at once', async () => {
  const page = memberPage()
  await follow(page, await read(demoSteering, intellectualProperty, steering.opened.subject))
  await vote(page, 'agree', 'Asked for in every survey.')
  await othersVote(page, 'agree', 'agree', 'abstain')
  await follow(page, await read(demoSteering, innovation, steering.opened.subject))
  await vote(page, 'change', 'Three procedures are too many for two hours. Take one, with a case.')
  await othersVote(page, 'change', 'change')
  await plenary.clock.moveTo(daysLater(0.02))
  const mail = await read(demoOrganiser, innovation, steering.outcome.returned.subject)
  expect(mail.text).toContain('Change: 3')
  expect(mail.text.replaceAll(' \n', ' ')).toContain('Three procedures are too many for two hours. Take one, with a case.')
})

test('its proposer changes it and proposes it again', async () => {
  const page = deskPage()
  await follow(page, await read(demoOrganiser, innovation, steering.outcome.returned.subject))
  await page.getByLabel(form.fields.aim).fill('Know when an innovation partnership suits, by one case.')
  await page.getByRole('button', { name: form.sendAgain }).last().click()
  expect(await said(page.getByRole('status'))).toBe(texts.notices.proposed)
  await plenary.clock.moveTo(daysLater(0.03))
  const mail = await read(demoSteering, innovation, steering.opened.subject)
  expect(mail.text).toContain('by one case')
  await follow(memberPage(), mail)
  await vote(memberPage(), 'agree', 'Much better.')
  await othersVote(memberPage(), 'agree', 'agree')
})

test('a member who has not voted is reminded, and abstains', async () => {
  await plenary.clock.moveTo(daysLater(5.02))
  expect((await mailsTo(demoSteering, intellectualProperty)).map(({ subject }) => subject)).toEqual([
    steering.opened.subject(intellectualProperty.asked),
  ])
  const page = memberPage()
  await follow(page, await read(demoSteering, contractModification, steering.reminder.subject))
  await vote(page, 'abstain', 'My authority would be one of the cases.')
  await othersVote(page, 'agree', 'agree', 'agree', 'decline')
  expect(await said(page.getByRole('main'))).toContain(texts.notFinal)
})

test.each([intellectualProperty, innovation, contractModification])('$asked.title is agreed and published from its draft', async (idea) => {
  const { title } = idea.asked
  if (idea === intellectualProperty) await plenary.clock.moveTo(daysLater(7.04))
  const page = deskPage()
  const mail = await read(demoOrganiser, idea, steering.outcome.agreed.subject)
  expect((await mailsTo(demoSteering, idea)).at(-1)?.subject).toBe(steering.outcome.agreed.subject({ title }))
  await follow(page, mail)
  expect(await said(page.getByRole('heading', { level: 1 }))).toContain(title)
  await page.getByRole('button', { name: en.organiser.manage.publishAnyway }).click()
  expect(await said(page.getByRole('status'))).toBe(en.organiser.manage.notices.published)
  await page.goto(paths.event.to({ slug: slugOf(title) }))
  expect(await said(page.getByRole('main'))).toContain(idea === innovation ? 'by one case' : idea.asked.aim)
})

test('everyone was told each thing once, and the minutes say who took part', async () => {
  const subjects = (await listMails(plenary)).map(({ recipient, subject }) => `${recipient} ${subject}`)
  const again = steering.opened.subject(innovation.asked)
  // The second round asks anew.
  expect(subjects.filter((each, index) => subjects.indexOf(each) !== index)).toEqual([`${demoSteering.email} ${again}`])
  const page = memberPage()
  await follow(page, await read(demoSteering, contractModification, steering.outcome.agreed.subject))
  const minutes = await said(page.getByRole('main'))
  expect(minutes).toContain(en.minutes.quorum({ counted: 4, quorum: 3 }))
  expect(minutes).toContain(demoSteering.name)
  expect(minutes).toContain('My authority would be one of the cases.')
})
