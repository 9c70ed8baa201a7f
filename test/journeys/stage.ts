import * as z from 'zod'
import { demoOrganiser } from '../../infra/local/accounts.ts'
import { loadDemo } from '../../infra/local/demo.ts'
import type { Plenary } from '../../infra/local/runner.ts'
import { paths } from '../../shared/web/paths.ts'
import { type Api, createApi } from './api.ts'
import { registrationAnswers, registrationQuestions } from './asking-event.ts'
import { answerInvitation } from './invitations.ts'
import { sendLetters } from './letters.ts'
import { type LinkedPage, linkIn, newestMail, tokenOf } from './mailbox.ts'
import { type Person, people, registrationOf } from './people.ts'

/** Events by the state that they are in, and tokens of links by what they open. */
export interface Stage {
  readonly slugs: Readonly<
    Record<
      | 'open'
      | 'conference'
      | 'full'
      | 'cancelled'
      | 'finished'
      | 'fewAnswers'
      | 'moved'
      | 'draft'
      | 'nobodyYet'
      | 'asking'
      | 'forMembers'
      | 'forInvited',
      string
    >
  >
  readonly registrations: Readonly<
    Record<
      | 'confirmed'
      | 'declined'
      | 'waitlisted'
      | 'cancelled'
      | 'handedOver'
      | 'handsOver'
      | 'finished'
      | 'eventCancelled'
      | 'answered'
      | 'answersClosed',
      string
    >
  >
  /** Page to register by a personal link for the event for members. */
  readonly personalLink: string
  readonly surveys: Readonly<Record<'open' | 'notYet' | 'answered', string>>
  /** Of the pages of people: the personal calendar, optional mails and somebody who does without them. */
  readonly personal: Readonly<Record<'calendar' | 'optional' | 'unsubscribed', string>>
}

const createdSchema = z.object({ slug: z.string() })
const listSchema = z.object({ events: z.array(z.object({ slug: z.string() })) })

const wordy: Person = {
  name: 'Maria-Magdalena Wolfeschlegelsteinhausenbergerdorff-Papadimitrakopoulou von und zu Hohenlohe-Langenburg',
  email: 'maria-magdalena.wolfeschlegelsteinhausenbergerdorff@beschaffungsamt-des-bundesministeriums.example',
  organisation:
    'Generaldirektion für grenzüberschreitende Sicherheitsbeschaffungsangelegenheiten und Innovationspartnerschaften, Außenstelle Ost',
  country: 'BA',
  language: 'en',
}

const event = (title: string, day: string, more: object = {}) => ({
  kind: 'webinar',
  title,
  summary: 'An hour and a half with practitioners who have done it, with time for the questions of participants.',
  format: 'online',
  timeZone: 'Europe/Brussels',
  start: `${day}T10:00`,
  end: `${day}T11:30`,
  joinUrl: 'https://meet.iprocurenet.example/room',
  ...more,
})

const opinions = [
  { overall: 5, usefulness: 5, recommend: 10, 'most-valuable': 'The questionnaires that could be used as they are.' },
  { overall: 4, usefulness: 4, recommend: 9, 'most-valuable': 'Два практически примера, които мога да покажа на колегите си.' },
  {
    overall: 4,
    usefulness: 3,
    recommend: 8,
    'most-valuable': 'Les échanges\n\n- avec les fournisseurs\n- entre acheteurs',
    change: 'Moins vite',
  },
  { overall: 2, usefulness: 3, recommend: 4, 'most-valuable': 'The questions', change: 'More time for questions' },
  { overall: 5, usefulness: 4, recommend: 10, 'most-valuable': 'Everything' },
  { overall: 4, usefulness: 5, recommend: 9, 'next-topics': 'Intellectual property' },
]

/** Brings the demo programme of 2022, and some events more, into every state that a page can show. It is 27 April afterwards. */
export const setStage = async (plenary: Plenary): Promise<Stage> => {
  const api = createApi(plenary.siteUrl)
  const token = () => plenary.accessTokenFor(demoOrganiser)
  const done = async (...asked: Parameters<Api>): Promise<unknown> => {
    const { status, body } = await api(...asked)
    if (status >= 400) throw new Error(`${asked[0]} ${asked[1]}: ${JSON.stringify(body)}`)
    return body
  }
  const create = async (body: object): Promise<string> =>
    createdSchema.parse(await done('POST', paths.apiEvents.to({}), { token: await token(), body })).slug
  const publish = async (body: object): Promise<string> => {
    const slug = await create(body)
    await done('POST', paths.apiPublish.to({ slug }), { token: await token() })
    return slug
  }
  const register = async (slug: string, persons: readonly Person[], more: object = {}): Promise<void> => {
    for (const person of persons) await done('POST', paths.apiRegistrations.to({ slug }), { body: { ...registrationOf(person), ...more } })
  }
  const link = async (person: Person | undefined, page: LinkedPage): Promise<string> =>
    tokenOf(linkIn(await newestMail(plenary, person?.email ?? ''), page))
  const respond = async (person: Person | undefined, answers: object): Promise<void> => {
    await done('POST', paths.apiResponses.to({}), { body: { token: await link(person, 'feedback'), answers } })
  }

  await loadDemo(plenary)
  const [finished = '', open = '', conference = ''] = listSchema
    .parse(await done('GET', paths.apiEvents.to({})))
    .events.map(({ slug }) => slug)
  const venue = 'Ministry of the Interior, Tallinn\nRoom 12'
  const workshop = { kind: 'workshop', format: 'in-person', venue, capacity: 2 }
  const full = await publish(event('From a shared need to a common requirement', '2022-05-24', workshop))
  const cancelled = await publish(event('Procurement of drones for border surveillance', '2022-05-10', { kind: 'training' }))
  const fewAnswers = await publish(event('Notices without fear', '2022-04-21'))
  const moved = await publish(event('Innovation partnerships in five steps', '2022-04-22'))
  const draft = await create(event('Contract modification: what is allowed', '2022-09-13'))
  const nobodyYet = await publish(event('Intellectual property in joint cross-border public procurement', '2022-06-28'))

  const symposium = {
    kind: 'conference',
    format: 'in-person',
    venue,
    start: '2022-06-14T09:00',
    end: '2022-06-15T17:00',
    ...registrationQuestions,
  }
  const asks = await publish(event('Symposium on procurement for security', '2022-06-14', symposium))
  const askedBefore = await publish(event('Symposium that asked early', '2022-06-14', { ...symposium, changesUntil: '2022-04-25T18:00' }))

  const forMembers = await publish(event('Round table of the network', '2022-06-07', { audience: 'network' }))
  const forInvited = await create(event('Meeting of the contact points', '2022-06-09', { audience: 'invited' }))
  const members = ['police.example', wordy.email, ...Array.from({ length: 60 }, (_, index) => `member${index}@authority.example`)]
  await done('POST', paths.apiMembers.to({}), { token: await token(), body: { entries: members } })
  await done('POST', paths.apiPersonalLinks.to({ slug: forMembers }), { body: { email: wordy.email } })
  const [personalLink = ''] = (await newestMail(plenary, wordy.email)).text.match(/\/events\/\S+personalKey=\S+/) ?? []

  const [asking, answering, ...guests] = people
  await register(finished, people.slice(0, 9))
  await register(fewAnswers, people.slice(9, 13))
  await register(moved, people.slice(13, 14))
  await register(full, people.slice(14, 18))
  await register(cancelled, people.slice(18, 19))
  await register(conference, [wordy, ...people.slice(19, 24)], {
    accessibilityNeeds: 'Step-free access from the station; captions in large type, and a seat near the front on the left side.',
  })
  // Mails to these come back, and are complained about.
  for (const email of ['bounce+stage@simulator.amazonses.com', 'complaint+stage@simulator.amazonses.com'])
    await register(conference, [{ ...wordy, email }])
  const [answered, late] = ['answered@authority.example', 'late@authority.example'].map((email) => ({ ...wordy, email }))
  for (const [slug, person] of [
    [asks, answered],
    [askedBefore, late],
  ] as const)
    if (person !== undefined) await register(slug, [person], registrationAnswers)
  const registrations = {
    answered: await link(answered, 'registrations'),
    answersClosed: await link(late, 'registrations'),
    confirmed: await link(wordy, 'registrations'),
    waitlisted: await link(people[17], 'registrations'),
    declined: await link(people[19], 'registrations'),
    finished: await link(asking, 'registrations'),
    eventCancelled: await link(people[18], 'registrations'),
    cancelled: await link(people[23], 'registrations'),
    handedOver: await link(people[22], 'registrations'),
    handsOver: await link(people[21], 'registrations'),
  }
  await fetch(plenary.siteUrl + paths.registrationCancel.to({ token: registrations.cancelled }), { method: 'POST' })
  const colleague = new URLSearchParams({ name: 'A colleague', email: 'colleague@authority.example', consent: 'true', step: 'hand' })
  const handOver = paths.registrationHandOver.to({ token: registrations.handedOver })
  await fetch(plenary.siteUrl + handOver, { method: 'POST', body: colleague })
  await answerInvitation(plenary, people[19], 'DECLINED')
  await answerInvitation(plenary, people[20], 'ACCEPTED')
  await sendLetters(plenary, { registered: wordy, proposing: people[20], about: 'Innovation partnerships in five steps' })
  await done('POST', paths.apiCancel.to({ slug: cancelled }), { token: await token() })

  await plenary.clock.moveTo('2022-04-27T07:00:00Z')
  const surveys = {
    open: await link(asking, 'feedback'),
    notYet: await link(people[13], 'feedback'),
    answered: await link(answering, 'feedback'),
  }
  const unsubscribed = await link(people[13], 'unsubscribe')
  const times = { start: '2022-05-12T10:00', end: '2022-05-12T11:30' }
  await done('PATCH', paths.apiEvent.to({ slug: moved }), { token: await token(), body: times })
  for (const [index, opinion] of opinions.entries()) await respond([answering, ...guests][index], opinion)
  for (const [index, opinion] of opinions.slice(0, 3).entries()) await respond(people[9 + index], opinion)
  const oneClick = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' })
  await fetch(plenary.siteUrl + paths.unsubscribe.to({ token: unsubscribed }), { method: 'POST', body: oneClick })
  await fetch(plenary.siteUrl + paths.myLinks.to({}), { method: 'POST', body: new URLSearchParams({ email: wordy.email }) })
  const personal = { calendar: await link(wordy, 'calendar/personal'), optional: await link(asking, 'unsubscribe'), unsubscribed }
  await plenary.drain()
  return {
    slugs: { open, conference, full, cancelled, finished, fewAnswers, moved, draft, nobodyYet, asking: asks, forMembers, forInvited },
    registrations,
    personalLink,
    surveys,
    personal,
  }
}
