import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import { demoOrganiser } from '../../../infra/local/issuer/accounts.ts'
import type { Plenary } from '../../../infra/local/plenary.ts'
import { paths } from '../../../shared/site/paths.ts'
import { loadTexts } from '../../../shared/texts/texts.ts'
import { componentsOf, readCalendar, valueIn } from '../../mail/itip/calendar-lines.ts'
import { startPlenaryAt } from '../../make/plenary.ts'
import { launchBrowser } from '../browser.ts'
import { follow, pressed, skipToMain, tabTo, typeTime } from '../checks/keyboard.ts'
import { invitationsTo } from '../checks/mail-checks.ts'
import { said } from '../checks/said.ts'
import { linkIn, newestMail, readMails, tokenOf } from '../people/mailbox.ts'
import { signIn } from '../people/staff.ts'
import { visit } from '../people/visit.ts'
import { createStagehands, wordyPerson } from '../stage/stagehands.ts'

const { arranging, eventForm, organiser, speakers: words } = await loadTexts('en')
const { manage, move } = organiser
const title = 'Annual Conference'
const slug = 'annual-conference'
const [hall, salon] = ['Main hall', 'Blue salon']
const [law, practice] = ['Law', 'Practice']
const confirmed = ['Ana Silva', 'Bruno Brito', 'Carla Costa'].map((name) => ({
  name,
  email: `${name.toLowerCase().replace(' ', '.')}@authority.example`,
}))
const [first, second] = [wordyPerson('first'), wordyPerson('second')]

let plenary: Plenary
let browser: Browser
let desk: Page
const stagehands = () => createStagehands(plenary)

beforeAll(async () => {
  plenary = await startPlenaryAt('2022-05-02T08:00:00.000Z')
  browser = await launchBrowser()
  desk = await (await browser.newContext({ baseURL: plenary.siteUrl, locale: 'en-GB' })).newPage()
  await signIn(desk, demoOrganiser, paths.organiser.to({}))
})
afterAll(async () => {
  await browser?.close()
  await plenary?.stop()
})

const type = async (id: string, text: string): Promise<void> => {
  await tabTo(desk, id)
  await desk.keyboard.type(text)
}

interface Typed {
  readonly title: string
  readonly kind?: string
  readonly end: string
  readonly room?: string
  readonly track?: string
  readonly capacity?: string
}

/** Fills in the form of a new session, whose start is already there, and saves it. */
const addSession = async ({ title: name, kind, end, room, track, capacity }: Typed): Promise<void> => {
  await skipToMain(desk)
  await type('title', name)
  if (kind !== undefined) await type('kind', kind)
  await typeTime(desk, 'end', end)
  await tabTo(desk, 'room')
  await desk.keyboard.press('ControlOrMeta+A')
  await (room === undefined ? desk.keyboard.press('Delete') : desk.keyboard.type(room))
  if (track !== undefined) await type('track', track)
  if (capacity !== undefined) await type('capacity', capacity)
  await follow(desk, arranging.save)
  expect(await said(desk.getByRole('status'))).toContain(arranging.done.added({ title: name }))
}

/** The day, hours and room of a session in the plan. */
const placeOf = async (id: string): Promise<string> => {
  const card = desk.locator(`[id="${id}"]`)
  const day = await card.evaluate((element) => element.closest('section')?.id.slice(-2))
  const room = await card.evaluate((element) => element.closest('td')?.dataset['label'] ?? '')
  return `${day} ${await said(card.locator('.slot'))} ${room}`
}

test('an organiser creates an event over two days by keyboard', async () => {
  await skipToMain(desk)
  await follow(desk, organiser.desk.newEvent)
  await skipToMain(desk)
  await type('kind', 'Conf')
  await type('title', title)
  await type('summary', 'Two days for public buyers.')
  await typeTime(desk, 'start', '2022-06-14T09:00')
  await typeTime(desk, 'end', '2022-06-15T17:00')
  await type('format', 'In p')
  await type('venue', 'Kultuurikatel, Tallinn')
  await follow(desk, eventForm.saveDraft)
  expect(await said(desk.getByRole('status'))).toBe(manage.notices.created)
})

test('adds sessions in two rooms and tracks and a break, each a few keys after the other', async () => {
  await follow(desk, arranging.link, 12)
  await skipToMain(desk)
  await follow(desk, arranging.addOn({ day: 'Tuesday, 14 June 2022' }), 5)
  await addSession({ title: 'Opening', end: '2022-06-14T09:30', track: law })
  await follow(desk, arranging.addAnother, 2)
  await addSession({ title: 'Innovation partnerships', kind: 'Panel', end: '2022-06-14T10:30', room: hall, track: law })
  await follow(desk, arranging.addAnother, 2)
  await addSession({ title: 'Coffee', kind: 'Break', end: '2022-06-14T11:00' })
  await follow(desk, arranging.addAnother, 2)
  await addSession({ title: 'Requirements lab', kind: 'Workshop', end: '2022-06-14T12:00', room: salon, track: practice, capacity: '20' })
  expect(await Promise.all(['opening', 'innovation-partnerships', 'coffee', 'requirements-lab'].map(placeOf))).toEqual([
    '14 09:00–09:30 ',
    `14 09:30–10:30 ${hall}`,
    '14 10:30–11:00 ',
    `14 11:00–12:00 ${salon}`,
  ])
})

/** Sessions like those made by keyboard, in two rooms and tracks on both days. */
const furtherSessions = [
  ['14', '11:00', '12:00', hall, law, 'Market consultation'],
  ['14', '13:30', '14:30', hall, law, 'Contract modification'],
  ['14', '13:30', '14:30', salon, practice, 'Evaluation lab', 20],
  ['14', '15:00', '16:00', hall, law, 'Green procurement'],
  ['15', '09:00', '10:00', hall, law, 'Intellectual property'],
  ['15', '09:00', '10:00', salon, practice, 'Negotiation lab', 20],
  ['15', '10:30', '11:30', hall, law, 'Framework agreements'],
  ['15', '10:30', '11:30', salon, practice, 'Contract lab', 20],
  ['15', '15:30', '16:30', undefined, undefined, 'Closing'],
] as const

test('sees the whole programme in two rooms on both days, and reaches the second by its link', async () => {
  for (const [day, from, until, room, track, name, capacity] of furtherSessions) {
    const session = { title: name, start: `2022-06-${day}T${from}`, end: `2022-06-${day}T${until}`, room, track, capacity }
    await stagehands().asOrganiser('POST', paths.apiSessions.to({ slug }), session)
  }
  await desk.reload()
  expect(await desk.locator('.plan-session').count()).toBe(13)
  expect(await desk.locator('.badge-warning').count()).toBe(0)
  await tabTo(desk, 'Wednesday, 15 June 2022', 4)
  await desk.keyboard.press('Enter')
  await tabTo(desk, 'Negotiation lab', 1)
  expect(await placeOf('closing')).toBe('15 15:30–16:30 ')
  await desk.reload()
})

test('moves a session within the grid, and the focus stays with it', async () => {
  await tabTo(desk, arranging.show, 1)
  await desk.keyboard.press('Enter')
  await tabTo(desk, 'Requirements lab', 1)
  await follow(desk, arranging.moveThis({ title: 'Requirements lab' }), 1)
  await follow(desk, arranging.steps.later, 2)
  const focused = desk.locator(':focus')
  const described = async (): Promise<string> => {
    const ids = ((await focused.getAttribute('aria-describedby')) ?? '').split(' ')
    return (await Promise.all(ids.map((id) => desk.locator(`[id="${id}"]`).textContent()))).join(' ')
  }
  expect(await described()).toContain('11:15–12:15, Blue salon')
  await pressed(desk)
  expect(await described()).toContain('11:30–12:30, Blue salon')
  await type('move-room', hall.slice(0, 3))
  await follow(desk, arranging.toRoom, 1)
  // There is a session in the hall, which is asked about first.
  await skipToMain(desk)
  await follow(desk, arranging.confirmMove, 1)
  expect(await described()).toMatch(new RegExp(`11:30–12:30, ${hall} ${arranging.clash}$`))
  await type('move-room', salon.slice(0, 3))
  await follow(desk, arranging.toRoom, 1)
  await follow(desk, arranging.stopMoving, 4)
  expect(await focused.getAttribute('id')).toBe('requirements-lab')
  expect(await placeOf('requirements-lab')).toBe(`14 11:30–12:30 ${salon}`)
})

const sessionOf = ['Innovation partnerships', 'Requirements lab', 'Intellectual property']

test('asks three speakers, who confirm by the links in their mails', async () => {
  await desk.goto(paths.planProgramme.to({ slug }))
  await skipToMain(desk)
  await follow(desk, title, 1)
  await follow(desk, words.title, 30)
  await skipToMain(desk)
  for (const [index, { name, email }] of confirmed.entries()) {
    if (index > 0) {
      await tabTo(desk, words.addAnother, 1)
      await desk.keyboard.press('Enter')
      await desk.keyboard.press('Shift+Tab')
    }
    await type('name', name)
    await type('email', email)
    const box = await desk.getByLabel(sessionOf[index] ?? '').getAttribute('id')
    await tabTo(desk, box ?? '')
    await desk.keyboard.press('Space')
    await follow(desk, words.addAndInvite)
    expect(await said(desk.getByRole('status'))).toContain(words.notices['added-and-invited'])
  }
  for (const { name, email } of confirmed) {
    const token = tokenOf(linkIn(await newestMail(plenary, email), 'speaking'))
    await stagehands().post(paths.speaking.to({ token }), { name, recording: 'yes' })
  }
  await desk.reload()
  expect(await desk.getByText(words.states.confirmed, { exact: true }).count()).toBe(3)
})

test('publishes it with nothing missing', async () => {
  await desk.keyboard.press('Shift+Tab')
  await pressed(desk)
  await skipToMain(desk)
  await follow(desk, manage.publish, 2)
  expect(await said(desk.getByRole('status'))).toBe(manage.notices.published)
  const programme = await visit(plenary.siteUrl + paths.programme.to({ slug }))
  for (const { name } of confirmed) expect(programme.html).toContain(name)
})

/** What a calendar shows of an entry: its UID, SEQUENCE and start. */
type Shown = readonly [uid: string, sequence: number, start: string]

/** What the mails told somebody's calendar, in their order. */
const told = async ({ email }: { readonly email: string }): Promise<readonly Shown[]> =>
  invitationsTo(await readMails(plenary), email).map(({ uid, sequence, start }) => [uid, sequence, start])

/** The agenda that somebody downloads: first the days of the event, then the sessions that they chose. */
const agendaOf = async ({ email }: { readonly email: string }): Promise<readonly Shown[]> => {
  const token = tokenOf(linkIn(await newestMail(plenary, email), 'registrations'))
  const file = await fetch(plenary.siteUrl + paths.registrationAgenda.to({ token }))
  return componentsOf(readCalendar(Buffer.from(await file.arrayBuffer())).calendar, 'VEVENT').map((entry) => [
    valueIn(entry, 'UID'),
    Number(valueIn(entry, 'SEQUENCE')),
    valueIn(entry, 'DTSTART'),
  ])
}

const startsOf = (entries: readonly Shown[]): readonly string[] => entries.map(([, , start]) => start)

/** The same entries a day later, with the next SEQUENCE. */
const aDayLater = (entries: readonly Shown[]): readonly Shown[] =>
  entries.map(([uid, sequence, start]) => [uid, sequence + 1, start.replace(/\d\d(?=T)/, (day) => String(Number(day) + 1))])

const before = new Map<string, { readonly told: readonly Shown[]; readonly agenda: readonly Shown[] }>()

test('people register and choose sessions, and their calendars have the days and each of these sessions', async () => {
  const { register } = stagehands()
  await register(slug, [first], { sessions: ['requirements-lab', 'negotiation-lab'] })
  await register(slug, [second], { sessions: ['contract-lab'] })
  for (const person of [first, second]) before.set(person.email, { told: await told(person), agenda: await agendaOf(person) })
  for (const speaker of confirmed) before.set(speaker.email, { told: await told(speaker), agenda: [] })
  expect([...before.values()].map((each) => startsOf(each.told))).toEqual(
    ['14T090000', '14T090000', '14T093000', '14T113000', '15T090000'].map((start) => [`202206${start}`]),
  )
  expect([...before.values()].map(({ agenda }) => startsOf(agenda).map((start) => start.slice(6)))).toEqual([
    ['14T090000', '14T113000', '15T090000'],
    ['14T090000', '15T103000'],
    [],
    [],
    [],
  ])
})

test('the organiser moves everything by a day by keyboard, having seen who is told', async () => {
  await desk.goto(paths.manageEvent.to({ slug }))
  await skipToMain(desk)
  await follow(desk, move.link, 30)
  await skipToMain(desk)
  await type('days', '1')
  await follow(desk, move.check, 3)
  const check = await said(desk.getByRole('main'))
  expect(check).toContain(move.moves({ count: 2 }))
  expect(check).toContain('Ana Silva, Bruno Brito and Carla Costa')
  await skipToMain(desk)
  await follow(desk, move.confirm, 3)
  expect(await said(desk.getByRole('status'))).toBe(manage.notices.moved)
  await desk.goto(paths.planProgramme.to({ slug }))
  expect(await Promise.all(['opening', 'requirements-lab', 'closing'].map(placeOf))).toEqual([
    '15 09:00–09:30 ',
    `15 11:30–12:30 ${salon}`,
    '16 15:30–16:30 ',
  ])
})

test('with a mouse, a session is dragged to another time and room, and the buttons take it back', async () => {
  const row = desk.locator('#day-2022-06-15 tr', { hasText: 'Green procurement' })
  await desk.locator('#contract-modification h3').dragTo(row.locator('td').first())
  await desk.waitForURL(/pressed=place/)
  expect(await placeOf('contract-modification')).toBe(`15 15:00–16:00 ${salon}`)
  expect(await desk.locator(':focus').getAttribute('id')).toBe('move')
  await desk.getByLabel(arranging.room).selectOption(hall)
  await desk.getByRole('button', { name: arranging.toRoom }).click()
  // Back in the hall it is in the way of another session, as the organiser is told first.
  expect(await said(desk.getByRole('heading', { level: 1 }))).toBe(arranging.checkMove)
})

test('every invitation, speaker’s calendar and agenda follows, each entry as the one that was there', async () => {
  // Speakers get one mail about all changes, when these have settled.
  await plenary.clock.moveTo('2022-05-02T09:00:00.000Z')
  for (const [email, was] of before) {
    expect(await told({ email })).toEqual([...was.told, ...aDayLater(was.told)])
    if (was.agenda.length > 0) expect(await agendaOf({ email })).toEqual(aDayLater(was.agenda))
  }
})
