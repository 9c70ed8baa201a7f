import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Plenary } from '../../infra/local/plenary.ts'
import { paths } from '../../shared/site/paths.ts'
import { loadTexts } from '../../shared/texts/texts.ts'
import { lintHistory } from '../mail/itip/itip-linter.ts'
import { startPlenaryAt } from '../make/plenary.ts'
import { greets, hasInvitation, invitationsTo, isToOneAlone, lintMails, told } from './checks/mail-checks.ts'
import { listMails, readMails, tokenOf } from './people/mailbox.ts'
import { type Person, people } from './people/people.ts'
import { consultation, contractWorkshop, marketDemand, opinions } from './people/programme.ts'
import { createSeason, type Season } from './people/season.ts'
import { follow, headingOf, send, visit } from './people/visit.ts'

const atConsultation = people.slice(0, 12)
const [leaving, ...staying] = atConsultation
const atMarketDemand = people.slice(12, 21)
const atWorkshop = people.slice(21)
const slugs = { consultation: '', marketDemand: '', workshop: '' }
const [english, french] = [(await loadTexts('en')).mail, (await loadTexts('fr')).mail]

let plenary: Plenary
let season: Season

beforeAll(async () => {
  plenary = await startPlenaryAt('2022-04-01T08:00:00.000Z')
  season = await createSeason(plenary)
})
afterAll(() => plenary.stop())

const outcomes = (status: string, count: number) => Array(count).fill({ status: 201, body: { status } })

describe('spring 2022', () => {
  test('1 April: the programme is published, and nobody else can change it', async () => {
    slugs.consultation = await season.publish(consultation)
    slugs.marketDemand = await season.publish(marketDemand)
    slugs.workshop = await season.publish(contractWorkshop)
    expect((await season.api('GET', paths.apiEvents.to({}))).body).toMatchObject({
      events: [{ title: consultation.title, availability: 'up-to-20' }, { title: marketDemand.title }, { title: contractWorkshop.title }],
    })
    const path = paths.apiEvent.to({ slug: slugs.consultation })
    const body = { title: 'Mine' }
    const asked = [{ token: await season.otherOrganiser(), body }, { token: season.tokens.steering, body }, { body }]
    const refused = await Promise.all(asked.map((each) => season.api('PATCH', path, each)))
    expect(refused.map(({ status }) => status)).toEqual([403, 403, 401])
  })

  test('12 April: twelve people register for ten places, and the last two wait', async () => {
    await season.until('2022-04-12T07:30:00Z')
    expect(await season.register(slugs.consultation, atConsultation)).toEqual([...outcomes('confirmed', 10), ...outcomes('waitlisted', 2)])
    expect(await season.newestTo(atConsultation[0])).toMatchObject({ subject: french.confirmation.subject({ title: consultation.title }) })
    expect(await season.newestTo(atConsultation[5])).toMatchObject({ subject: english.confirmation.subject({ title: consultation.title }) })
    expect(await season.newestTo(atConsultation[10])).toMatchObject({ subject: english.waitlisted.subject({ title: consultation.title }) })
  })

  test('13 April: a person who registers again sees nothing new on the page, and gets the link once more', async () => {
    await season.until('2022-04-13T09:00:00Z')
    const [, again] = atConsultation
    // With every place taken, a stranger would join the waiting list.
    expect(await season.register(slugs.consultation, [again])).toEqual(outcomes('waitlisted', 1))
    expect(await season.newestTo(again)).toMatchObject({ subject: french.link.subject({ title: consultation.title }) })
    const { html } = await visit(await season.linkTo(again, 'registrations'))
    expect(html.replaceAll('<wbr>', '')).toContain(again?.email)
  })

  test('19 April: one cancels through the link in the mail, and the first person waiting gets the place', async () => {
    await season.until('2022-04-19T14:00:00Z')
    const link = await season.linkTo(leaving, 'registrations')
    const token = tokenOf(link)
    const question = await follow(await visit(link), paths.registrationCancel.to({ token }))
    expect(headingOf(question)).toBe('Cancel your registration?')
    expect(await season.newestTo(leaving)).toMatchObject({ subject: french.confirmation.subject({ title: consultation.title }) })
    const after = await send(question, {})
    expect([after.status, after.url]).toEqual([200, link])
    expect(after.html).toContain('Your registration is cancelled')
    expect(await season.newestTo(leaving)).toMatchObject({ subject: french.cancellation.person.subject({ title: consultation.title }) })
    expect(await season.newestTo(atConsultation[10])).toMatchObject({
      subject: english.confirmation.subject({ title: consultation.title }),
    })
    expect(await season.newestTo(atConsultation[11])).toMatchObject({ subject: english.waitlisted.subject({ title: consultation.title }) })
  })

  test('25 and 26 April: people with a place are reminded a day and an hour before, with the join link', async () => {
    await season.until('2022-04-25T07:59:00Z')
    expect(await season.newestTo(staying[0])).toMatchObject({ subject: french.link.subject({ title: consultation.title }) })
    await season.until('2022-04-25T08:01:00Z')
    expect(await season.newestTo(staying[0])).toMatchObject({ subject: french.reminder.ahead.subject({ title: consultation.title }) })
    await season.until('2022-04-26T07:01:00Z')
    const last = await season.newestTo(staying[0])
    expect([last.subject, last.text.includes(consultation.joinUrl)]).toEqual([
      french.reminder.soon.subject({ title: consultation.title }),
      true,
    ])
    expect(await season.newestTo(atConsultation[11])).toMatchObject({ subject: english.waitlisted.subject({ title: consultation.title }) })
  })

  test('26 April: half an hour after the end, only the ten who had a place are asked for feedback', async () => {
    const asked = async () => (await listMails(plenary)).filter(({ text }) => text.includes('/feedback/')).map(({ recipient }) => recipient)
    await season.until('2022-04-26T10:29:00Z')
    expect(await asked()).toEqual([])
    await season.until('2022-04-26T10:31:00Z')
    expect((await asked()).toSorted()).toEqual(
      staying
        .slice(0, 10)
        .map(({ email }) => email)
        .toSorted(),
    )
  })

  test('27 April: seven answer, through the API and on the page, each link once', async () => {
    await season.until('2022-04-27T08:00:00Z')
    for (const [index, answers] of opinions.entries()) {
      expect(await season.respond(staying[index], answers)).toEqual({ status: 201, body: { status: 'received' } })
    }
    expect(await season.respond(staying[0], { overall: 1, usefulness: 1, recommend: 0 })).toMatchObject({
      status: 410,
      body: { status: 410 },
    })

    const link = await season.linkTo(staying[6], 'feedback')
    const page = await visit(link)
    const incomplete = await send(page, { overall: '5', 'most-valuable': 'All of it' })
    expect([incomplete.status, incomplete.html.includes('All of it')]).toEqual([422, true])
    const thanks = await send(page, { overall: '5', usefulness: '4', recommend: '9', 'most-valuable': 'All of it', change: '' })
    expect(new URL(thanks.url).pathname).toBe(paths.feedbackThanks.pattern)
    expect((await visit(link)).html).toContain('This link has already been used')
    expect((await send(page, { overall: '1', usefulness: '1', recommend: '0' })).html).toContain('This link has already been used')
  })

  test('3 and 10 May: the next webinar moves by a week after nine have registered, and so do their calendars', async () => {
    await season.until('2022-05-03T06:00:00Z')
    expect(await season.register(slugs.marketDemand, atMarketDemand)).toEqual(outcomes('confirmed', 9))
    await season.until('2022-05-10T12:00:00Z')
    const moved = await season.api('PATCH', paths.apiEvent.to({ slug: slugs.marketDemand }), {
      token: season.tokens.organiser,
      body: { start: '2022-05-24T14:00', end: '2022-05-24T16:00' },
    })
    expect(moved).toMatchObject({ status: 200, body: { startsAt: '2022-05-24T12:00:00.000Z', revision: 1 } })
    expect(await season.newestTo(atMarketDemand[0])).toMatchObject({ subject: english.update.subject({ title: marketDemand.title }) })
  })

  test('25 May: the answers of four out of nine are withheld until a fifth answers', async () => {
    await season.until('2022-05-17T12:00:00Z')
    expect(await season.newestTo(atMarketDemand[0])).toMatchObject({ subject: english.update.subject({ title: marketDemand.title }) })
    await season.until('2022-05-25T06:00:00Z')
    const [first, ...others] = atMarketDemand
    for (const person of others.slice(0, 4)) await season.respond(person, { overall: 4, usefulness: 5, recommend: 9, change: 'Nothing' })
    const { body: four } = await season.summaryOf(slugs.marketDemand, season.tokens.steering)
    expect(JSON.stringify(four)).not.toContain('Nothing')
    expect(four).toEqual({
      registered: 9,
      confirmed: 9,
      waitlisted: 0,
      cancelled: 0,
      responses: 0,
      responseRate: 0,
      questions: [
        { id: 'overall', type: 'rating', label: 'How would you rate the event overall?', withheld: true },
        { id: 'usefulness', type: 'rating', label: 'How useful is it for your work?', withheld: true },
        { id: 'recommend', type: 'recommendation', label: 'Would you recommend it to a colleague?', withheld: true },
        { id: 'most-valuable', type: 'text', label: 'What did you find most valuable?', withheld: true },
        { id: 'change', type: 'text', label: 'What should we do differently?', withheld: true },
        { id: 'next-topics', type: 'text', label: 'Which topics would you like us to cover next?', withheld: true },
      ],
    })
    await season.respond(first, { overall: 3, usefulness: 5, recommend: 5 })
    const { body: five } = await season.summaryOf(slugs.marketDemand, season.tokens.steering)
    expect(five).toMatchObject({
      responses: 5,
      recommendationScore: 60,
      questions: [{ mean: 3.8 }, { mean: 5 }, { mean: 8.2 }, {}, { id: 'change', withheld: true }, {}],
    })
    expect(JSON.stringify(five)).not.toContain('Nothing')
  })

  test('1 and 7 June: the workshop is cancelled after four have registered, and they are told', async () => {
    await season.until('2022-06-01T06:00:00Z')
    expect(await season.register(slugs.workshop, atWorkshop)).toEqual(outcomes('confirmed', 4))
    await season.until('2022-06-07T06:00:00Z')
    expect(await season.api('POST', paths.apiCancel.to({ slug: slugs.workshop }), { token: season.tokens.organiser })).toMatchObject({
      status: 200,
      body: { status: 'cancelled' },
    })
    for (const person of atWorkshop)
      expect(await season.newestTo(person)).toMatchObject({
        subject: english.cancellation.event.subject({ title: contractWorkshop.title }),
      })
    expect(await season.register(slugs.workshop, [leaving])).toMatchObject([{ status: 409, body: { status: 409 } }])
  })

  test('30 June: only the steering group and the owner can read the summary', async () => {
    await season.until('2022-06-30T20:00:00Z')
    const summary = await season.summaryOf(slugs.consultation, season.tokens.steering)
    expect(summary).toMatchObject({
      status: 200,
      body: {
        registered: 12,
        confirmed: 10,
        waitlisted: 1,
        cancelled: 1,
        responses: 7,
        responseRate: 0.7,
        recommendationScore: 57,
        questions: [
          { id: 'overall', answers: 7, mean: 4.29, distribution: { 1: 0, 2: 0, 3: 1, 4: 3, 5: 3 } },
          { id: 'usefulness', answers: 7, mean: 3.86 },
          { id: 'recommend', answers: 7, mean: 8.71 },
          { id: 'most-valuable', answers: 5, texts: expect.any(Array) },
          { id: 'change', withheld: true },
          { id: 'next-topics', withheld: true },
        ],
      },
    })
    expect(await season.summaryOf(slugs.consultation, season.tokens.organiser)).toEqual(summary)
    expect((await season.summaryOf(slugs.consultation, await season.otherOrganiser())).status).toBe(403)
    expect((await season.summaryOf(slugs.consultation)).status).toBe(401)
  })

  test('and only the owner can see who registered', async () => {
    const expected = atConsultation.map(({ email }, index) => {
      if (index === 0) return [email, 'cancelled']
      return [email, index === 11 ? 'waitlisted' : 'confirmed']
    })
    expect(await season.registeredFor(slugs.consultation)).toEqual(expected)
    const path = paths.apiRegistrations.to({ slug: slugs.consultation })
    const asked = [{ token: await season.otherOrganiser() }, { token: season.tokens.steering }, {}]
    const refused = await Promise.all(asked.map((each) => season.api('GET', path, each)))
    expect(refused.map(({ status }) => status)).toEqual([403, 403, 401])
  })

  test('at the end every mail is in order, byte by byte, and addressed to one person', async () => {
    const mails = await readMails(plenary)
    expect(lintMails(mails)).toEqual([])
    expect(mails.filter((mail) => !isToOneAlone(mail))).toEqual([])
    const invitations = mails.filter(hasInvitation)
    expect(lintHistory(invitations.map(({ raw }) => raw))).toEqual([])
    // 10 + 1 confirmed and 1 cancelled; 9 confirmed and moved; 4 confirmed and cancelled. In addition: 2 waiting, 1 link, 10 + 9 surveys,
    // two reminders to each of the 10 and 9, and a survey reminder to the 3 + 4 who did not answer.
    expect([invitations.length, mails.length]).toEqual([12 + 18 + 8, 12 + 18 + 8 + 2 + 1 + 10 + 9 + 2 * (10 + 9) + 3 + 4])
  })

  test('and every calendar has one entry per registration, in its final state', async () => {
    const mails = await readMails(plenary)
    const learnt = (persons: readonly (Person | undefined)[]) =>
      persons.map((person) => invitationsTo(mails, person?.email ?? '').map(({ uid: _, ...state }) => state))
    const [april, may, june] = ['20220426T100000', '20220517T100000', '20220614T093000']
    const request = (start: string | undefined, sequence = 0) => ({ method: 'REQUEST', sequence, start })
    const cancel = (start: string | undefined) => ({ method: 'CANCEL', sequence: 1, start })
    expect(learnt([leaving])).toEqual([[request(april), cancel(april)]])
    expect(learnt(staying)).toEqual([...Array(10).fill([request(april)]), []])
    expect(learnt(atMarketDemand)).toEqual(Array(9).fill([request(may), request('20220524T140000', 1)]))
    expect(learnt(atWorkshop)).toEqual(Array(4).fill([request(june), cancel(june)]))
    const uids = people.map(({ email }) => new Set(invitationsTo(mails, email).map(({ uid }) => uid)))
    expect([uids.map(({ size }) => size), new Set(uids.flatMap((each) => [...each])).size]).toEqual([
      people.map(({ email }) => (email === staying[10]?.email ? 0 : 1)),
      24,
    ])
  })

  test('and nobody was told about anyone else, neither in mails nor in the log', async () => {
    const mails = await readMails(plenary)
    expect(mails.filter((mail) => !greets(mail, people))).toEqual([])
    expect(told(mails, people)).toEqual([])
    const logs = plenary.logs().toLowerCase()
    expect(logs).toContain('mail-sent')
    const personal = people.flatMap(({ name, email, organisation }) => [name, email, organisation])
    const secrets = season.secrets().flatMap((token) => [token, token.slice(token.lastIndexOf('.') + 1)])
    expect([...personal, ...secrets].filter((text) => logs.includes(text.toLowerCase()))).toEqual([])
  })
})
