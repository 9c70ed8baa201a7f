import * as z from 'zod'
import { loadDemo } from '../../../infra/local/demo/demo.ts'
import type { Plenary } from '../../../infra/local/plenary.ts'
import { paths } from '../../../shared/site/paths.ts'
import { sendLetters } from '../people/letters.ts'
import { people } from '../people/people.ts'
import { admitPeople, askForPlaces } from './admission.ts'
import { holdEvents, lookBack } from './afterwards.ts'
import { askQuestions, chooseSessions, fillConference, goOnlineToo, planConference } from './conference.ts'
import { attachFiles } from './files.ts'
import { readPartners } from './partners.ts'
import { askForAddress, fillPlaces, holdPlaces, offerPlaces } from './places.ts'
import { askSpeakers } from './speaking.ts'
import { createStagehands, wordyPerson } from './stagehands.ts'
import { voteOnProposals } from './voting.ts'

const listSchema = z.object({ events: z.array(z.object({ slug: z.string() })) })

/**
 * Brings the demo programme of 2022, and some more events, into every state that a page can show; it is 27 April afterwards.
 * Returns the events by state, and the tokens of links by what they open.
 */
export const setStage = async (plenary: Plenary) => {
  const hands = createStagehands(plenary)
  await loadDemo(plenary)
  const listed = listSchema.parse(await hands.done('GET', paths.apiEvents.to({})))
  const [finished = '', open = '', conference = ''] = listed.events.map(({ slug }) => slug)
  const places = await fillPlaces(hands)
  const held = await holdEvents(hands, finished)
  const admitted = await admitPeople(plenary, hands)
  const asked = await askQuestions(hands)
  const chosen = await chooseSessions(hands)
  const planned = await planConference(hands)
  const hybrid = await goOnlineToo(hands)
  const spoken = await askSpeakers(hands, chosen.slugs.choice)
  await attachFiles(hands, chosen.slugs.choice)
  const atConference = await fillConference(plenary, hands, conference)
  await sendLetters(plenary, {
    registered: wordyPerson('confirmed'),
    proposing: people[20],
    about: 'Innovation partnerships in five steps',
  })
  const { cancelled } = held.slugs
  await hands.asOrganiser('POST', paths.apiCancel.to({ slug: cancelled }))

  await plenary.clock.moveTo('2022-04-27T07:00:00Z')
  const offered = await offerPlaces(hands, places.slugs.offers)
  const unconfirmed = await holdPlaces(hands, places.slugs.crowded)
  const moving = await askForAddress(hands, places.slugs.crowded)
  const requested = await askForPlaces(hands, admitted.slugs.byApproval)
  const afterwards = await lookBack(hands, held.slugs)
  const voted = await voteOnProposals(plenary, hands)
  await readPartners(plenary, hands)
  await plenary.drain()
  return {
    slugs: {
      open,
      conference,
      finished,
      ...places.slugs,
      ...held.slugs,
      ...admitted.slugs,
      ...asked.slugs,
      ...chosen.slugs,
      ...planned.slugs,
      ...hybrid.slugs,
    },
    registrations: {
      ...places.registrations,
      ...held.registrations,
      ...admitted.registrations,
      ...asked.registrations,
      ...chosen.registrations,
      ...hybrid.registrations,
      ...atConference.registrations,
      ...offered.registrations,
      ...unconfirmed.registrations,
      ...moving.registrations,
      ...requested.registrations,
    },
    links: admitted.links,
    ...spoken,
    ...voted,
    ...afterwards,
  }
}
export type Stage = Awaited<ReturnType<typeof setStage>>
