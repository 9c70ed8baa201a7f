import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import * as z from 'zod'
import { demoAdministrator } from '../../infra/local/issuer/accounts.ts'
import type { Plenary } from '../../infra/local/plenary.ts'
import { paths } from '../../shared/site/paths.ts'
import { loadTexts } from '../../shared/texts/texts.ts'
import { lintHistory } from '../mail/itip/itip-linter.ts'
import { startPlenaryAt } from '../make/plenary.ts'
import { exchangeReply, googleReply, letterMail, plainMail, thunderbirdMail } from '../make/reply-mail.ts'
import { launchBrowser } from './browser.ts'
import { receiveMail, uidOf } from './people/invitations.ts'
import { readMails, tokenOf } from './people/mailbox.ts'
import { type Person, people } from './people/people.ts'
import { createSeason, type Season } from './people/season.ts'
import { signIn } from './people/staff.ts'
import { headingOf, send, visit } from './people/visit.ts'

const { mail: texts, organiser } = await loadTexts('en')
const inEnglish = (person: Person | undefined): Person => {
  if (person === undefined) throw new Error('there are not so many people')
  return { ...person, language: 'en' }
}
const [declining, waiting, keeping] = [people[0], people[1], people[2]].map(inEnglish)

let plenary: Plenary
let season: Season
let slug: string
beforeAll(async () => {
  plenary = await startPlenaryAt('2022-04-01T08:00:00.000Z')
  season = await createSeason(plenary)
  slug = await season.publish({
    kind: 'workshop',
    title: 'From a shared need to a common requirement',
    summary: 'A morning with practitioners.',
    format: 'in-person',
    venue: 'Tallinn',
    timeZone: 'Europe/Tallinn',
    start: '2022-05-24T10:00',
    end: '2022-05-24T12:00',
    capacity: 2,
    waitingList: 'confirm',
  })
  await season.register(slug, [declining, keeping, waiting])
})
afterAll(() => plenary.stop())

const receive = (raw: Buffer, query = '') => receiveMail(plenary, raw, query)

/** The mails that a person has received, oldest first. */
const mailsTo = async (person: Person | undefined) => (await readMails(plenary)).filter(({ recipient }) => recipient === person?.email)

const letterListSchema = z.object({
  letters: z.array(z.object({ id: z.string(), kind: z.string(), subject: z.string(), address: z.string() })),
})
const listSchema = z.object({
  registrations: z.array(z.object({ email: z.string(), status: z.string(), calendarAnswer: z.object({ answer: z.string() }).optional() })),
})
const answersOf = async () => {
  await plenary.drain()
  const { body } = await season.api('GET', paths.apiRegistrations.to({ slug }), { token: season.tokens.organiser })
  return listSchema.parse(body).registrations.map(({ email, status, calendarAnswer }) => [email, status, calendarAnswer?.answer])
}

describe('a person whose calendar declines the invitation', () => {
  test('is asked once, however often the calendar declines, and keeps the place until answering', async () => {
    const reply = exchangeReply({ uid: await uidOf(plenary, declining), partstat: 'DECLINED', attendee: declining?.email ?? '' })
    expect([(await receive(reply)).status, (await receive(reply)).status]).toEqual([202, 202])
    const subjects = (await mailsTo(declining)).map(({ subject }) => subject)
    expect(subjects.filter((subject) => subject.startsWith('Do you want to give up your place?'))).toHaveLength(1)
    expect(await answersOf()).toEqual([
      [declining?.email, 'confirmed', 'declined'],
      [keeping?.email, 'confirmed', undefined],
      [waiting?.email, 'waitlisted', undefined],
    ])
  })

  test('gives up the place on one page with one button; the calendar is told, and the next person gets it', async () => {
    const question = (await mailsTo(declining)).at(-1)
    const link = /http:\/\/\S+\/registrations\/\S+\/cancel/.exec(question?.text ?? '')?.[0] ?? ''
    const page = await visit(link)
    expect(headingOf(page)).toBe('Do you want to give up your place?')
    expect((await answersOf())[0]).toEqual([declining?.email, 'confirmed', 'declined'])
    const after = await send(page, {})
    expect(after.html).toContain('Your registration is cancelled')
    const mails = await mailsTo(declining)
    expect(mails.at(-1)?.subject).toBe(texts.cancellation.person.subject({ title: 'From a shared need to a common requirement' }))
    expect(lintHistory(mails.map(({ raw }) => raw).filter((raw) => raw.includes('method=')))).toEqual([])
    expect(await answersOf()).toEqual([
      [declining?.email, 'cancelled', expect.anything()],
      [keeping?.email, 'confirmed', undefined],
      [waiting?.email, 'confirmed', undefined],
    ])
    expect((await mailsTo(waiting)).at(-1)?.subject).toBe(
      texts.confirmation.subject({ title: 'From a shared need to a common requirement' }),
    )
  })

  test('gets no more mails if the calendar answers after that', async () => {
    const before = (await mailsTo(declining)).length
    await receive(
      googleReply({
        uid: await uidOf(plenary, declining),
        partstat: 'ACCEPTED',
        attendee: declining?.email ?? '',
        stamp: '20220401T100000Z',
      }),
    )
    expect((await mailsTo(declining)).length).toBe(before)
    expect((await answersOf())[0]?.[1]).toBe('cancelled')
  })

  test('can keep the place with the other button, and the organiser sees that', async () => {
    await receive(googleReply({ uid: await uidOf(plenary, keeping), partstat: 'DECLINED', attendee: keeping?.email ?? '' }))
    const question = (await mailsTo(keeping)).at(-1)
    const link = /http:\/\/\S+\/registrations\/\S+\/cancel/.exec(question?.text ?? '')?.[0] ?? ''
    const token = tokenOf(link.replace(/\/cancel$/, ''))
    const page = await visit(link)
    expect(page.html).toContain(`formaction="${paths.registrationKeep.to({ token })}"`)
    expect((await visit(link.replace(/\/cancel$/, ''))).html).toContain('Your calendar declined the invitation')
    const kept = await fetch(plenary.siteUrl + paths.registrationKeep.to({ token }), { method: 'POST' })
    const html = await kept.text()
    expect([html.includes('You have kept your place'), html.includes('Your calendar declined the invitation')]).toEqual([true, false])
    const { body } = await season.api('GET', paths.apiRegistrations.to({ slug }), { token: season.tokens.organiser })
    expect(JSON.stringify(body)).toContain('"keptAt":"2022-04-01T08')
  })
})

describe('incoming mail', () => {
  test('is recorded if it accepts, and nobody is written to', async () => {
    const before = (await readMails(plenary)).length
    await receive(googleReply({ uid: await uidOf(plenary, waiting), partstat: 'TENTATIVE', attendee: waiting?.email ?? '' }))
    expect((await answersOf())[2]).toEqual([waiting?.email, 'confirmed', 'tentative'])
    expect((await readMails(plenary)).length).toBe(before)
  })

  test('is refused for addresses without a rule, and with other methods', async () => {
    expect((await receive(plainMail([]), '?to=nobody@elsewhere.example')).status).toBe(422)
    expect((await fetch(`${plenary.siteUrl}/local/inbound`)).status).toBe(405)
  })

  test('is a letter if somebody wrote it: the organiser reads it, deals with it, and nobody is written to', async () => {
    const before = (await readMails(plenary)).length
    const subject = 'Is there <b>parking</b>?'
    await receive(letterMail({ from: `Kadri <${keeping?.email}>`, subject }))
    await plenary.drain()
    await receive(thunderbirdMail({ uid: await uidOf(plenary, keeping), partstat: 'TENTATIVE', attendee: keeping?.email ?? '' }, 'COUNTER'))
    await plenary.drain()
    const token = season.tokens.organiser
    const lettersOf = async (state: string) =>
      letterListSchema.parse((await season.api('GET', `${paths.apiEventLetters.to({ slug })}?state=${state}`, { token })).body).letters
    const letters = await lettersOf('open')
    expect(letters.map(({ kind, subject: said, address }) => [kind, said, address])).toEqual([
      ['counter', 'Event Invitation Reply: Building Market Demand', keeping?.email],
      ['letter', subject, keeping?.email],
    ])
    const id = letters[1]?.id ?? ''
    expect((await season.api('POST', paths.apiEventLetterDealtWith.to({ slug, id }), { token })).status).toBe(200)
    expect([(await lettersOf('open')).map(({ kind }) => kind), (await lettersOf('dealt-with')).map((each) => each.id)]).toEqual([
      ['counter'],
      [id],
    ])
    expect((await readMails(plenary)).length).toBe(before)
  })

  test('from a stranger is read, downloaded and dealt with by an administrator, without scripts', async () => {
    const raw = letterMail({
      from: 'Jo <jo@elsewhere.example>',
      subject: 'Do you have a newsletter?',
      text: '<img src=x onerror=alert(1)>',
    })
    await receive(raw)
    await plenary.drain()
    const browser = await launchBrowser()
    try {
      const context = await browser.newContext({ baseURL: plenary.siteUrl, locale: 'en-GB', javaScriptEnabled: false })
      const page = await context.newPage()
      await signIn(page, demoAdministrator, paths.organiser.to({}))
      await page.getByRole('link', { name: 'Unassigned replies (1)' }).click()
      const letter = page.getByRole('article', { name: 'Do you have a newsletter?' })
      expect(await letter.locator('.letter-text').allInnerTexts()).toEqual(['<img src=x onerror=alert(1)>'])
      const [download] = await Promise.all([page.waitForEvent('download'), letter.getByRole('link', { name: 'Download e-mail' }).click()])
      expect(download.suggestedFilename()).toMatch(/^letter-2022-04-01-[\d-]+\.eml$/)
      expect(readFileSync(await download.path()).subarray(-raw.length)).toEqual(raw)
      await letter.getByRole('button', { name: 'Mark as done' }).click()
      expect([await page.getByRole('status').allInnerTexts(), await page.getByRole('article').count()]).toEqual([
        [organiser.letters.done],
        0,
      ])
      await page.getByRole('link', { name: 'Done', exact: true }).click()
      expect(await page.getByRole('article').getByRole('heading').allInnerTexts()).toEqual(['Do you have a newsletter?'])
    } finally {
      await browser.close()
    }
  })

  test('leaves no name, address or answer in the log', async () => {
    await plenary.drain()
    expect(plenary.logs()).toContain('"outcome":"noted"')
    expect([declining, waiting, keeping].filter((person) => plenary.logs().includes(person?.email ?? '?'))).toEqual([])
  })
})
