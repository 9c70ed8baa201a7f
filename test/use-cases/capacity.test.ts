import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import { logger } from '../../shared/runtime/logger.ts'
import { layDown, type Snapshot, snapshot } from '../faults/meetings/copying.ts'
import { openStreams } from '../faults/meetings/event-streams.ts'
import { type Situation, situations } from '../faults/meetings/situations.ts'
import { type UseCase, useCases } from '../faults/meetings/use-cases.ts'
import { everybody, type World } from '../faults/meetings/world.ts'
import { type CapacityUsed, capacityUsed } from '../store/capacity-used.ts'
import { type LocalStores, startStores } from '../store/local-store.ts'
import { capacityBudgets } from './capacity-budgets.ts'

let stores: LocalStores

beforeAll(async () => {
  logger.setLogLevel('SILENT')
  // Which of several counters is tried first must not be random.
  jest.spyOn(Math, 'random').mockReturnValue(0)
  stores = await startStores()
})
afterAll(() => stores.stop())

const kept = new Map<Situation, Promise<Snapshot>>()
let copies = 0

const said = ({ calls, readUnits, writeUnits, messageUnits, indexUnits }: CapacityUsed): string =>
  `${calls}: read ${readUnits}, write ${writeUnits}, mail ${messageUnits}, indexes ${indexUnits}`

/** The cost of a use case in a situation; undefined if the situation lacks a person for it. */
const costOf = async ({ in: deed }: UseCase, situation: Situation): Promise<string | undefined> => {
  const key = await stores.keys.links()
  const [acting, others, streams] = [stores.another(), stores.another(), openStreams(stores)]
  await acting.keys.links()
  const made = kept.get(situation) ?? situation.make(stores).then((slug) => snapshot(stores, slug))
  kept.set(situation, made)
  const slug = `copy-${++copies}`
  await layDown(stores, key, await made, slug)
  const { at: now, list = false, survey = false } = situation
  const world: World = { stores: acting, slug, now, list, survey, people: await everybody({ stores, slug }), streams }
  const act = deed(world)
  const cost = act && said(await capacityUsed(acting, others, act))
  streams.programme.close()
  streams.feedback.close()
  return cost
}

test('no use case costs more in DynamoDB than before', async () => {
  const costs: Record<string, string | undefined> = {}
  for (const named of Object.keys(capacityBudgets)) {
    const [useCase, situation] = named.split('; ')
    const [what, where] = [useCases.find(({ name }) => name === useCase), situations.find(({ name }) => name === situation)]
    if (what !== undefined && where !== undefined) costs[named] = await costOf(what, where)
  }
  expect(costs).toEqual(capacityBudgets)
}, 120_000)
