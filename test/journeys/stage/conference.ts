import type { Plenary } from '../../../infra/local/plenary.ts'
import { paths } from '../../../shared/site/paths.ts'
import { registrationAnswers, registrationQuestions } from '../people/asking-event.ts'
import { answerInvitation } from '../people/invitations.ts'
import { people } from '../people/people.ts'
import { event, type Stagehands, wordyPerson, workshop } from './stagehands.ts'

const needs = {
  accessibilityNeeds: 'Step-free access from the station; captions in large type, and a seat near the front on the left side.',
}
// Mails to these bounce, or lead to a complaint.
const unreachable = ['bounce+stage@simulator.amazonses.com', 'complaint+stage@simulator.amazonses.com']

/** Fills the conference: people answer invitations, give up places, hand them over, cannot be reached. */
export const fillConference = async (plenary: Plenary, { register, link, cancel, post }: Stagehands, conference: string) => {
  const confirmed = wordyPerson('confirmed')
  await register(conference, [confirmed], { ...needs, participation: 'in-person' })
  await register(conference, people.slice(19, 24), { ...needs, participation: 'online' })
  await register(
    conference,
    unreachable.map((email) => ({ ...confirmed, email })),
    { participation: 'online' },
  )
  const registrations = {
    confirmed: await link(confirmed, 'registrations'),
    declined: await link(people[19], 'registrations'),
    handsOver: await link(people[21], 'registrations'),
    handedOver: await link(people[22], 'registrations'),
    cancelled: await link(people[23], 'registrations'),
  }
  await cancel(registrations.cancelled)
  const colleague = { ...wordyPerson('colleague'), name: 'Õie-Marliis Kõivumägi' }
  const handOver = { name: colleague.name, email: colleague.email, consent: 'true', step: 'hand' }
  await post(paths.registrationHandOver.to({ token: registrations.handedOver }), handOver)
  await answerInvitation(plenary, people[19], 'DECLINED')
  await answerInvitation(plenary, people[20], 'ACCEPTED')
  return { registrations: { ...registrations, receivedPlace: await link(colleague, 'registrations') } }
}

const session = (id: string, title: string, [from, to]: readonly [string, string], capacity?: number) => ({
  id,
  title,
  start: `2022-06-21T${from}`,
  end: `2022-06-21T${to}`,
  room: 'Room 12',
  choose: true,
  ...(capacity === undefined ? {} : { capacity }),
})

/** A training with sessions to choose: one is full, two overlap. */
export const chooseSessions = async ({ publish, register, link }: Stagehands) => {
  const sessions = [
    session('requirements', 'Writing outcome-based requirements', ['09:00', '10:30'], 20),
    session('dialogue', 'Market dialogue, step by step', ['10:00', '11:30'], 1),
    session('tour', 'Guided tour of the operations centre of the police and border guard board', ['11:30', '12:30'], 1),
    session('questions', 'Open questions', ['13:30', '15:00']),
  ]
  const [first, choosing] = [wordyPerson('first'), wordyPerson('choosing')]
  const times = { start: '2022-06-21T09:00', end: '2022-06-21T15:00' }
  const choice = await publish(event('Training day for new procurers', '2022-06-21', { ...workshop, kind: 'training', ...times, sessions }))
  await register(choice, [first], { sessions: ['dialogue'] })
  await register(choice, [choosing], { sessions: ['tour', 'questions'] })
  return { slugs: { choice }, registrations: { choosing: await link(choosing, 'registrations') } }
}

/** Two symposia with questions: answers to one can still be changed, those to the other no longer. */
export const askQuestions = async ({ publish, register, link }: Stagehands) => {
  const symposium = { ...workshop, kind: 'conference', start: '2022-06-14T09:00', end: '2022-06-15T17:00', ...registrationQuestions }
  const asking = await publish(event('Symposium on procurement for security', '2022-06-14', symposium))
  const askedBefore = await publish(event('Symposium that asked early', '2022-06-14', { ...symposium, changesUntil: '2022-04-25T18:00' }))
  const [answered, late] = [wordyPerson('answered'), wordyPerson('late')]
  await register(asking, [answered], registrationAnswers)
  await register(askedBefore, [late], registrationAnswers)
  return {
    slugs: { asking },
    registrations: { answered: await link(answered, 'registrations'), answersClosed: await link(late, 'registrations') },
  }
}

/** A workshop that people can also follow online since two of them registered, one of whom has said that they come: the room is full. */
export const goOnlineToo = async ({ publish, register, link, asOrganiser, done }: Stagehands) => {
  const [notSaid, comes] = [wordyPerson('not-said'), wordyPerson('comes')]
  const hybrid = await publish(event('Workshop on framework agreements', '2022-06-22', { ...workshop, capacity: 40 }))
  await register(hybrid, [notSaid, comes])
  const registrations = { notSaid: await link(notSaid, 'registrations'), comes: await link(comes, 'registrations') }
  await asOrganiser('PATCH', paths.apiEvent.to({ slug: hybrid }), { format: 'hybrid', inPersonPlaces: 1 })
  await done('PATCH', paths.apiRegistration.to({ token: registrations.comes }), { body: { participation: 'in-person' } })
  return { slugs: { hybrid }, registrations }
}

const planned = (id: string, [from, until]: readonly [string, string], more: object = {}) => ({
  id,
  title: id,
  start: `2022-06-${from}`,
  end: `2022-06-${until}`,
  ...more,
})
const [hall, small] = [{ room: 'Plenary hall' }, { room: 'Salle de réunion du deuxième étage, côté jardin' }]
const sari = { name: 'Sari Nurminen', organisation: 'Politsei- ja Piirivalveamet' }

/** A draft of a conference on three days, the last still empty, in two rooms; two of its sessions clash. */
export const planConference = async ({ create }: Stagehands) => {
  const sessions = [
    planned('opening', ['14T09:00', '14T09:30'], { title: 'Opening', kind: 'social' }),
    planned('keynote', ['14T09:30', '14T10:30'], { title: 'What the market can do for public security', ...hall, speakers: [sari] }),
    planned('lab', ['14T09:30', '14T11:00'], {
      title: 'Lab: writing requirements',
      kind: 'workshop',
      track: 'Practice',
      ...small,
      capacity: 30,
      chair: sari,
    }),
    planned('coffee', ['14T11:00', '14T11:30'], { title: 'Coffee', kind: 'break' }),
    planned('dinner', ['14T20:00', '15T00:30'], { title: 'Dinner at the old town hall', kind: 'social', room: 'Old town hall' }),
    planned('panel', ['15T09:00', '15T10:00'], { title: 'Panel: innovation partnerships', kind: 'panel', track: 'Law', ...hall }),
    planned('dialogue', ['15T10:00', '15T11:00'], { title: 'Market dialogue, step by step', track: 'Practice', ...hall }),
  ]
  const times = { start: '2022-06-14T09:00', end: '2022-06-16T17:00' }
  const rooms = [{ name: hall.room, capacity: 200 }, { name: small.room, capacity: 24 }, { name: 'Foyer' }]
  return {
    slugs: {
      planning: await create(
        event('Annual Conference in the making', '2022-06-14', { ...workshop, kind: 'conference', ...times, rooms, sessions }),
      ),
    },
  }
}
