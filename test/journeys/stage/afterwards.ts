import { paths } from '../../../shared/site/paths.ts'
import { people } from '../people/people.ts'
import { event, type Stagehands, wordyPerson } from './stagehands.ts'

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

/** Events that will be over, moved or cancelled. It is 25 April. */
export const holdEvents = async ({ publish, create, register, link }: Stagehands, finished: string) => {
  const cancelled = await publish(event('Procurement of drones for border surveillance', '2022-05-10', { kind: 'training' }))
  const fewAnswers = await publish(event('Notices without fear', '2022-04-25'))
  const moved = await publish(event('Innovation partnerships in five steps', '2022-04-25'))
  const draft = await create(event('Contract modification: what is allowed', '2022-09-13'))
  const nobodyYet = await publish(event('Intellectual property in joint cross-border public procurement', '2022-06-28'))
  await register(finished, people.slice(0, 9))
  await register(fewAnswers, people.slice(9, 13))
  await register(moved, people.slice(13, 14))
  await register(cancelled, people.slice(18, 19))
  const registrations = { finished: await link(people[0], 'registrations'), eventCancelled: await link(people[18], 'registrations') }
  return { slugs: { cancelled, fewAnswers, moved, draft, nobodyYet }, registrations }
}

/** What people do after events: give feedback, unsubscribe, request their calendar. It is 27 April. */
export const lookBack = async ({ done, asOrganiser, post, link }: Stagehands, slugs: { readonly moved: string }) => {
  const [asking, answering, ...guests] = people
  const respond = async (person: (typeof people)[number] | undefined, answers: object): Promise<void> => {
    await done('POST', paths.apiResponses.to({}), { body: { token: await link(person, 'feedback'), answers } })
  }
  const surveys = {
    open: await link(asking, 'feedback'),
    notYet: await link(people[13], 'feedback'),
    answered: await link(answering, 'feedback'),
  }
  const unsubscribed = await link(people[13], 'unsubscribe')
  const times = { start: '2022-05-12T10:00', end: '2022-05-12T11:30' }
  await asOrganiser('PATCH', paths.apiEvent.to({ slug: slugs.moved }), times)
  for (const [index, opinion] of opinions.entries()) await respond([answering, ...guests][index], opinion)
  for (const [index, opinion] of opinions.slice(0, 3).entries()) await respond(people[9 + index], opinion)
  await post(paths.unsubscribe.to({ token: unsubscribed }), { 'List-Unsubscribe': 'One-Click' })
  const registered = wordyPerson('confirmed')
  await post(paths.myLinks.to({}), { email: registered.email })
  const calendar = await link(registered, 'calendar/personal')
  await post(paths.myData.to({}), { email: registered.email })
  const personal = {
    calendar,
    optional: await link(asking, 'unsubscribe'),
    unsubscribed,
    myData: await link(registered, 'my-data/links'),
  }
  return { surveys, personal }
}
