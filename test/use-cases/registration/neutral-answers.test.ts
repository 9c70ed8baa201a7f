import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { answerStepMs } from '../../../infra/schedules.ts'
import { inSteps } from '../../../shared/runtime/in-steps.ts'
import { createRecentEvents } from '../../../shared/store/cached-events.ts'
import type { Database } from '../../../shared/store/dynamodb/database.ts'
import { createRegistering } from '../../../shared/use-cases/registration/registering.ts'
import { makePerson, now, publishEvent } from '../../make/programme.ts'
import { type LocalStores, type Stores, startStores } from '../../store/local-store.ts'
import { owedByKind } from '../../store/scan.ts'

let stores: LocalStores
beforeAll(async () => {
  stores = await startStores()
})
afterAll(() => stores.stop())

// How long DynamoDB takes for a call, about: what tells a registered address from others without steps.
const callMs = { transaction: 15, other: 5 }

/** How long actions would take if the calls to DynamoDB were all there is, with the clock that they take it from. */
const timed = (database: Database) => {
  let passed = 0
  database.middlewareStack.add(
    (next, context) => (args) => {
      passed += context.commandName === 'TransactWriteCommand' ? callMs.transaction : callMs.other
      return next(args)
    },
    { step: 'initialize', name: 'timed' },
  )
  return { nowMs: () => passed, wait: async (ms: number) => (passed += ms) }
}

/** Registers an address that is known, and one that is not, in an environment that has served requests before. */
const asStranger = async (own: Stores, slug: string, known: number, unknown: number) => {
  const clock = timed(own.database)
  const bare = createRegistering(own, createRecentEvents(own.events))
  const asked = { now, language: 'en', requestKey: undefined } as const
  await bare(slug, makePerson(known), asked)
  const measured = async (register: typeof bare, number: number) => {
    const before = clock.nowMs()
    const answer = await register(slug, makePerson(number), asked)
    return { answer, tookMs: clock.nowMs() - before }
  }
  const register = inSteps(bare, answerStepMs, clock)
  return { known: await measured(register, known), unknown: await measured(register, unknown), bare: await measured(bare, known) }
}

describe('somebody who registers other people’s addresses learns nothing:', () => {
  test.each([
    ['with places left', { capacity: 20 }, 'confirmed'],
    ['with a place that is the last for a stranger', { capacity: 3 }, 'confirmed'],
    ['when the event is full', { capacity: 1 }, 'waitlisted'],
    ['when an organiser approves', { audience: 'approval' }, 'pending'],
    ['without a limit', {}, 'confirmed'],
  ] as const)('%s, a known address takes as long and gets the same answer', async (_, overrides, answer) => {
    const own = stores.another()
    const { slug } = await publishEvent(stores, overrides)
    await createRegistering(stores)(slug, makePerson(1), { now, language: 'en', requestKey: undefined })
    const told = await asStranger(own, slug, 1, 2)
    expect(told.known).toEqual({ answer, tookMs: answerStepMs })
    expect(told.unknown).toEqual(told.known)
    // All of its work fits into a step with room to spare.
    expect(told.bare.tookMs).toBeLessThan(answerStepMs / 2)
    expect((await owedByKind(stores, slug))['link']).toBe(1)
  })
})
