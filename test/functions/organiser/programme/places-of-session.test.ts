import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { editSession } from '../../../../functions/organiser/programme/session.ts'
import { createSpeakerParts } from '../../../../functions/organiser/speakers/parts.ts'
import { createManaging } from '../../../../shared/use-cases/event/managing.ts'
import { makeEventInput, now, organiser } from '../../../make/programme.ts'
import { makeRequest } from '../../../make/request.ts'
import { type LocalStores, startStores } from '../../../store/local-store.ts'

let stores: LocalStores
beforeAll(async () => {
  stores = await startStores()
})
afterAll(() => stores.stop())

const walk = { title: 'Walk', start: '2022-05-17T10:20', end: '2022-05-17T11:00', kind: 'social' as const, speakers: [], choose: true }

/** What the page of a session says at its places, when three people with a place have chosen it. */
const hintOf = async (published: boolean): Promise<string | undefined> => {
  const scheduling = createManaging(stores)
  const { slug } = await scheduling.create(makeEventInput({ sessions: [walk] }), { staff: organiser, now })
  if (published) await scheduling.publish(slug, { staff: organiser, now })
  const tallies = { ...stores.tallies, get: async () => ({ ...(await stores.tallies.get(slug)), sessions: { 'walk=confirmed': 3 } }) }
  const speakerParts = async () => createSpeakerParts(stores.database, stores.tables, stores)
  const request = { ...makeRequest(slug, { parameter: (name) => (name === 'id' ? 'walk' : slug) }), staff: organiser }
  const { body = '' } = await editSession({ events: stores.events, scheduling, tallies, speakerParts })(request)
  return /<p class="hint" id="capacity-hint">([^<]*)</.exec(body)?.[1]
}

test('an organiser sees how many have chosen a session where its limit is set, once people can', async () => {
  expect(await hintOf(true)).toMatch(/ 3 people with a place have chosen this session\.$/)
  expect(await hintOf(false)).toMatch(/ Attendees then choose this session\.$/)
})
